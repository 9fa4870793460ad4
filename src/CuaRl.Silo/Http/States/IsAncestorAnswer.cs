using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>Whether a state lies on the history of another.</summary>
internal sealed record IsAncestorAnswer
{
    public required string Ancestor { get; init; }

    public required string Descendant { get; init; }

    [Description("A state lies on its own history.")]
    public required bool IsAncestor { get; init; }
}
