using System.Collections.Immutable;

namespace CuaRl.Core.Tasks;

/// <summary>What a choice gave.</summary>
/// <param name="Tasks">The tasks in their order; a task chosen twice is there twice.</param>
/// <param name="Warnings">What was passed over, as sentences.</param>
public readonly record struct ChosenTasks(ImmutableArray<CuaTask> Tasks, ImmutableArray<string> Warnings);
