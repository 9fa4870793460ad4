namespace CuaRl.Grains.Ports;

/// <summary>Where a run's history ends.</summary>
/// <param name="Step">The step of its last state, inherited ones included; -1 while its history is empty.</param>
/// <param name="Status">Its status as the journal enforces it.</param>
public readonly record struct RunHead(long Step, RunStatus Status);
