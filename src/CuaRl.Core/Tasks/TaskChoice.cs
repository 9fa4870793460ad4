using System.Collections.Immutable;

namespace CuaRl.Core.Tasks;

/// <summary>Which tasks to take, as the original's TaskSourceConfig.</summary>
public sealed record TaskChoice
{
    /// <summary>How many tasks an evaluation takes where none are named.</summary>
    public const int DefaultEvalLimit = 10;

    /// <summary>demo_training, demo_eval, demo_all, ids, file, custom or database.</summary>
    public required string SourceType { get; init; }

    /// <summary>For ids, and for database to take only those.</summary>
    public ImmutableArray<string> TaskIds { get; init; } = [];

    /// <summary>For the demo sources and database.</summary>
    public string? Category { get; init; }

    /// <summary>For the demo sources and database.</summary>
    public string? Difficulty { get; init; }

    /// <summary>For file: the path, for messages.</summary>
    public string? FilePath { get; init; }

    /// <summary>For file: its lines; null when there is no such file.</summary>
    public ImmutableArray<string>? FileLines { get; init; }

    /// <summary>For custom: descriptions.</summary>
    public ImmutableArray<string> CustomTasks { get; init; } = [];

    /// <summary>For genv_umetrip.</summary>
    public string? TasksDir { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed of the sample when there are more than the limit; null takes the first ones.</summary>
    public long? Seed { get; init; } = 42;

    /// <summary>The ids of those tasks that have to be stored, since they are not built in.</summary>
    public IEnumerable<string> StoredIds => (SourceType, TaskIds.IsDefaultOrEmpty) switch
    {
        ("ids", false) => TaskIds.Where(id => DemoTasks.Find(id) is null),
        ("database", false) => TaskIds,
        _ => [],
    };

    /// <summary>What is evaluated on where a configuration names nothing.</summary>
    public static TaskChoice DefaultEval(long seed) =>
        new() { SourceType = "demo_eval", Limit = DefaultEvalLimit, Seed = seed };
}
