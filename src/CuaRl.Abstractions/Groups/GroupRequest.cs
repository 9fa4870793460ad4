namespace CuaRl;

/// <summary>A group to start: rollouts of one task. Its number is its identity within the batch.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.GroupRequest")]
public sealed record GroupRequest
{
    /// <summary>Its place in the batch, 0 or more.</summary>
    [Id(0)]
    public required int GroupNumber { get; init; }

    /// <summary>The task, one that the catalogue holds.</summary>
    [Id(1)]
    public required string TaskId { get; init; }

    /// <summary>How many rollouts it has, 1 to 10,000.</summary>
    [Id(2)]
    public required int NumRollouts { get; init; }
}
