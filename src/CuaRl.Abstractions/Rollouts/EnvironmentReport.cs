namespace CuaRl;

/// <summary>What became of an attempt's device. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.EnvironmentReport")]
public sealed record EnvironmentReport
{
    /// <summary>Where it stands.</summary>
    [Id(0)]
    public required EnvironmentStatus Status { get; init; }

    /// <summary>The provider's id of the box.</summary>
    [Id(1)]
    public string? BoxId { get; init; }

    /// <summary>Its kind.</summary>
    [Id(2)]
    public string? BoxType { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(3)]
    public string? StatusMessage { get; init; }

    /// <summary>Why it was lost.</summary>
    [Id(4)]
    public string? ErrorMessage { get; init; }

    /// <summary>How it was made: a JSON object.</summary>
    [Id(5)]
    public JsonText? Config { get; init; }
}
