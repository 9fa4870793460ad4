namespace CuaRl;

/// <summary>A stored state.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StoredState")]
public sealed record StoredState
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required StateId Id { get; init; }

    /// <summary>The state before it; null for a root.</summary>
    [Id(1)]
    public StateId? Parent { get; init; }

    /// <summary>What it holds.</summary>
    [Id(2)]
    public required StateContent Content { get; init; }

    /// <summary>When it was appended, UTC to the microsecond; one instant for all states of one append.</summary>
    [Id(3)]
    public required DateTimeOffset CreatedAt { get; init; }
}
