namespace CuaRl.Grains.Ports;

/// <summary>Some of what changed, in order.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Next">Where to go on: everything before it was told, here or before.</param>
/// <param name="HasMore">True when more is there already.</param>
/// <param name="Exists">False when the training is gone, or never was.</param>
public sealed record LivePage(IReadOnlyList<LiveChange> Changes, LiveCursor Next, bool HasMore, bool Exists);
