namespace CuaRl;

/// <summary>What the environment showed first: the root of the trajectory.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ResetObservation")]
public sealed record ResetObservation
{
    /// <summary>What it said.</summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>The hash of the stored picture of the screen, in lower-case hexadecimal.</summary>
    [Id(1)]
    public string? Screenshot { get; init; }

    /// <summary>What else it said: any JSON value.</summary>
    [Id(2)]
    public JsonText? Info { get; init; }
}
