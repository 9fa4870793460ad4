using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>What a flag was resolved to.</summary>
/// <param name="Flag">The flag.</param>
/// <param name="Value">Its value, of a secret <c>set</c> or <c>not set</c>; null for none.</param>
/// <param name="Source">Where the value comes from.</param>
public sealed record ResolvedFlag(Flag Flag, string? Value, FlagSource Source);
