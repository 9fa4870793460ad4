namespace CuaRl.Silo.Http.States;

/// <summary>All states of a run, those that it inherited included.</summary>
/// <remarks>The type only describes the body, which is sent part by part.</remarks>
internal sealed record CompatRunStates
{
    public required string RunId { get; init; }

    public required string RunName { get; init; }

    public required long TotalStates { get; init; }

    public required IReadOnlyList<CompatRunState> States { get; init; }
}
