using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CuaRl.Core.Tasks;

/// <summary>
/// The tasks of cua_rl: ids, limits, queries and expected values are the original's, in the original's order; names and
/// descriptions are our own.
/// </summary>
public static class DemoTasks
{
    private static readonly FrozenDictionary<string, CuaTask> ById =
        DemoTrainingTasks.All.Concat(DemoEvalTasks.All).ToFrozenDictionary(task => task.Id, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CuaTask> EarlierById =
        EarlierTasks.All.ToFrozenDictionary(task => task.Id, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> UnvalidatedById =
        UnvalidatedTasks.All.ToFrozenDictionary(task => task.Id, task => task.Query, StringComparer.Ordinal);

    /// <summary>The 23 to train on.</summary>
    public static ImmutableArray<CuaTask> Training { get; } = [.. DemoTrainingTasks.All];

    /// <summary>The 9 to evaluate on.</summary>
    public static ImmutableArray<CuaTask> Evaluation { get; } = [.. DemoEvalTasks.All];

    /// <summary>Those to train on, then those to evaluate on.</summary>
    public static ImmutableArray<CuaTask> All { get; } = [.. Training, .. Evaluation];

    /// <summary>
    /// The 97 ids of the first set of 100 tasks that name no task of the present one: documents quote them. Some can be
    /// chosen by id; <see cref="FindQueryWithoutValidator"/> tells those that cannot.
    /// </summary>
    public static ImmutableArray<string> EarlierIds { get; } =
        [.. EarlierById.Keys.Concat(UnvalidatedById.Keys).Order(StringComparer.Ordinal)];

    /// <summary>The task with that id, of the present set or of the first one; null when there is none.</summary>
    public static CuaTask? Find(string id) => ById.GetValueOrDefault(id) ?? EarlierById.GetValueOrDefault(id);

    /// <summary>The query of a task of the first set for which no validator exists; null for every other id.</summary>
    public static string? FindQueryWithoutValidator(string id) => UnvalidatedById.GetValueOrDefault(id);
}
