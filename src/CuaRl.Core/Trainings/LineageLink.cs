namespace CuaRl.Core.Trainings;

/// <summary>A training on the way from the first one of a lineage to one of its branches.</summary>
/// <param name="TrainingId">The training.</param>
/// <param name="Number">Its number, by which it is known: another training may have its name, and so its id, later.</param>
/// <param name="FirstStep">Its first own step, counted from 0.</param>
public sealed record LineageLink(string TrainingId, long Number, int FirstStep);
