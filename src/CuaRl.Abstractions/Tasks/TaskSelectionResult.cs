using System.Collections.Immutable;

namespace CuaRl;

/// <summary>The tasks that sources gave, saved in the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskSelectionResult")]
public sealed record TaskSelectionResult
{
    /// <summary>The tasks in their order.</summary>
    [Id(0)]
    public required ImmutableArray<TaskInfo> Tasks { get; init; }

    /// <summary>What was passed over, in words.</summary>
    [Id(1)]
    public required ImmutableArray<string> Warnings { get; init; }
}
