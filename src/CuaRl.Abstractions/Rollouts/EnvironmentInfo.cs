namespace CuaRl;

/// <summary>The device of an attempt.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.EnvironmentInfo")]
public sealed record EnvironmentInfo
{
    /// <summary>The kind of environment.</summary>
    [Id(0)]
    public required string EnvironmentType { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public required EnvironmentStatus Status { get; init; }

    /// <summary>The provider's id of the box.</summary>
    [Id(2)]
    public string? BoxId { get; init; }

    /// <summary>Its kind.</summary>
    [Id(3)]
    public string? BoxType { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(4)]
    public string? StatusMessage { get; init; }

    /// <summary>Why it was lost.</summary>
    [Id(5)]
    public string? ErrorMessage { get; init; }

    /// <summary>How it was made.</summary>
    [Id(6)]
    public JsonText? Config { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(7)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was given back or lost.</summary>
    [Id(8)]
    public DateTimeOffset? TerminatedAt { get; init; }
}
