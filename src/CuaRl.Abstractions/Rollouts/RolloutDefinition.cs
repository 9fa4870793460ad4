namespace CuaRl;

/// <summary>What a rollout is from its creation on; its group works it out.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutDefinition")]
public sealed record RolloutDefinition
{
    /// <summary>The group.</summary>
    [Id(0)]
    public required string GroupId { get; init; }

    /// <summary>The group's number for clients that hold integer ids.</summary>
    [Id(1)]
    public required long GroupRecordNumber { get; init; }

    /// <summary>What the group is.</summary>
    [Id(2)]
    public required GroupDefinition Group { get; init; }

    /// <summary>What it was asked for with.</summary>
    [Id(3)]
    public required RolloutRequest Request { get; init; }
}
