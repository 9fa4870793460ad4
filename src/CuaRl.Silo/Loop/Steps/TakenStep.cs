namespace CuaRl.Silo.Loop.Steps;

/// <summary>A step whose rollouts have ended.</summary>
internal sealed record TakenStep(StartedBatch Started, RolledOut RolledOut);
