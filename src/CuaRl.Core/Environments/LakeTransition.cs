namespace CuaRl.Core.Environments;

/// <summary>One of the ways that an action on the lake can go.</summary>
/// <param name="Probability">How likely it is.</param>
/// <param name="Tile">Where it leads.</param>
/// <param name="Reward">Its reward: 1 for reaching the goal.</param>
/// <param name="Terminated">True when it leads to, or stays in, a hole or the goal.</param>
public readonly record struct LakeTransition(double Probability, int Tile, double Reward, bool Terminated);
