using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>Where two histories part.</summary>
internal sealed record CommonAncestorAnswer
{
    public required string A { get; init; }

    public required string B { get; init; }

    [Description("The last state that both share; null when they have different roots.")]
    public required string? CommonAncestor { get; init; }
}
