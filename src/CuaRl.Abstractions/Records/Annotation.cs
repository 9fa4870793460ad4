namespace CuaRl;

/// <summary>A tag or a note that a person put on a record.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.Annotation")]
public sealed record Annotation
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What it is on.</summary>
    [Id(1)]
    public required RecordKind Kind { get; init; }

    /// <summary>The number of that.</summary>
    [Id(2)]
    public required long Number { get; init; }

    /// <summary>The tag, 1 to 200 characters; null for a note.</summary>
    [Id(3)]
    public string? Tag { get; init; }

    /// <summary>The note, 1 to 10,000 characters; null for a tag.</summary>
    [Id(4)]
    public string? Note { get; init; }

    /// <summary>Who put it there.</summary>
    [Id(5)]
    public string? Actor { get; init; }

    /// <summary>When.</summary>
    [Id(6)]
    public required DateTimeOffset CreatedAt { get; init; }
}
