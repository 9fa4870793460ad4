namespace CuaRl;

/// <summary>A turn as it is stored; number 0 is the reset.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StoredTurn")]
public sealed record StoredTurn
{
    /// <summary>What it holds.</summary>
    [Id(0)]
    public required TurnContent Content { get; init; }

    /// <summary>The state that holds it.</summary>
    [Id(1)]
    public required StateId State { get; init; }

    /// <summary>The picture that the model saw: the one after the turn before, unless the turn has its own.</summary>
    [Id(2)]
    public string? ScreenshotBefore { get; init; }

    /// <summary>When it was stored.</summary>
    [Id(3)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What else the environment said at the reset: any JSON value.</summary>
    [Id(4)]
    public JsonText? Info { get; init; }
}
