namespace CuaRl.Core.Loop.Configuration;

/// <summary>The keys of a training. They are in no configuration, record or text.</summary>
public sealed class LoopSecrets
{
    /// <summary>The key of Tinker's API; null for none.</summary>
    public string? TinkerApiKey { get; internal init; }

    /// <summary>The key of GBox; null where nothing needs it.</summary>
    public string? GBoxApiKey { get; internal init; }

    public override string ToString() => nameof(LoopSecrets);
}
