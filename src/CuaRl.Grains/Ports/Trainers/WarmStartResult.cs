namespace CuaRl.Grains.Ports;

/// <summary>What came of learning from demonstrations.</summary>
/// <param name="Demonstrations">How many there were.</param>
/// <param name="Steps">How many steps were taken and kept.</param>
/// <param name="Success">The share of sampled episodes that succeeded then.</param>
public sealed record WarmStartResult(int Demonstrations, int Steps, double Success);
