using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>A step whose rollouts have ended.</summary>
/// <param name="Started">Its batch.</param>
/// <param name="RolledOut">Its groups.</param>
/// <param name="Sampler">What they were sampled from, by whose pictures their observations are to be read.</param>
internal sealed record TakenStep(StartedBatch Started, RolledOut RolledOut, IPolicySampler Sampler);
