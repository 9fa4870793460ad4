namespace CuaRl;

/// <summary>A task as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskInfo")]
public sealed record TaskInfo
{
    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>What it is.</summary>
    [Id(1)]
    public required TaskDefinition Definition { get; init; }

    /// <summary>When it was stored first.</summary>
    [Id(2)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(3)]
    public required DateTimeOffset UpdatedAt { get; init; }
}
