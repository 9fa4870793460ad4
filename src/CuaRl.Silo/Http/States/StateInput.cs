namespace CuaRl.Silo.Http.States;

/// <summary>A state as a client sends it.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="ParentStateId">The state that it is to follow, by its text; null when the client does not say.</param>
internal readonly record struct StateInput(StateContent Content, string? ParentStateId);
