namespace CuaRl.Core.Policies;

/// <summary>A candidate that was drawn.</summary>
/// <param name="Index">Its number.</param>
/// <param name="LogProbability">The logarithm of its probability in the distribution that it was drawn from, after temperature.</param>
public readonly record struct PolicyChoice(int Index, double LogProbability);
