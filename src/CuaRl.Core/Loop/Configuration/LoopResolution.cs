using System.Collections.Immutable;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Loop.Configuration.Folders;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>What sources of flags come to.</summary>
public sealed record LoopResolution
{
    /// <summary>The settings; null when there are faults.</summary>
    public required LoopConfiguration? Configuration { get; init; }

    /// <summary>The training's name.</summary>
    public required string RunName { get; init; }

    /// <summary>Whether a user chose the name.</summary>
    public required bool IsRunNameGiven { get; init; }

    /// <summary>Where its files are written; null for nowhere.</summary>
    public required LogFolder? LogFolder { get; init; }

    /// <summary>Its keys.</summary>
    public required LoopSecrets Secrets { get; init; }

    /// <summary>Every flag with its value and where that comes from, in the order of the table.</summary>
    public required ImmutableArray<ResolvedFlag> Flags { get; init; }

    /// <summary>All that is wrong, in the order of the table; empty when nothing is.</summary>
    public required ImmutableArray<FlagFault> Faults { get; init; }
}
