namespace CuaRl.Core.Progress;

/// <summary>The rollouts of one group, summed up: what one line of an aggregating query holds.</summary>
/// <param name="Turns">The sum of their tallies.</param>
/// <param name="Rollouts">How many there are.</param>
/// <param name="RolloutTime">The time of the completed ones, in seconds, of those that have a time and turns.</param>
/// <param name="NumTurns">The turns of the same ones.</param>
public readonly record struct GroupSums(TurnTally Turns, int Rollouts, double RolloutTime, long NumTurns);
