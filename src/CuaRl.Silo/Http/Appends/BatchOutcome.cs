namespace CuaRl.Silo.Http.Appends;

/// <summary>What became of a batch.</summary>
/// <param name="FirstStep">The step of the first state that is durable, if any is.</param>
/// <param name="LastStep">The step of the last state that is durable; before the first when none is.</param>
/// <param name="Failure">Why the rest is not; null when all are.</param>
internal readonly record struct BatchOutcome(long FirstStep, long LastStep, StreamFailure? Failure);
