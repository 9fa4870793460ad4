namespace CuaRl.Silo.Http.States;

/// <summary>The state of a history that has a step.</summary>
internal sealed record AncestorAnswer
{
    public required string StateId { get; init; }

    public required long Step { get; init; }

    public required string Ancestor { get; init; }
}
