namespace CuaRl.TestKit.Trees;

/// <summary>A command that a <see cref="NaiveTree"/> has done: a new run, or an append of so many states.</summary>
public readonly record struct NaiveStep(NaiveRun Run, int Appended);
