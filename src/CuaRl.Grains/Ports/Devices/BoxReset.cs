namespace CuaRl.Grains.Ports;

/// <summary>What a box is made ready for.</summary>
/// <param name="Task">The task, whose goal shall not hold; null for none.</param>
/// <param name="Seed">What varies between devices follows from it, where the driver can vary anything.</param>
public sealed record BoxReset(TaskDefinition? Task, ulong Seed);
