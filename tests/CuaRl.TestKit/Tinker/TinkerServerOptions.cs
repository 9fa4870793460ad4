namespace CuaRl.TestKit.Tinker;

/// <summary>How the server runs.</summary>
public sealed record TinkerServerOptions
{
    /// <summary>The key that callers must send.</summary>
    public string ApiKey { get; init; } = "tml-test";

    /// <summary>The weights that models begin with, as the embedded trainer saves them; null for none learnt.</summary>
    public byte[]? Start { get; init; }

    /// <summary>What chance in faults follows from.</summary>
    public ulong Seed { get; init; }
}
