namespace CuaRl.Silo.Http.Errors;

/// <summary>A state is to be appended after another than the run's last one. Nothing was written.</summary>
internal sealed class OtherParentException(string runId, StateId parent, StateId? current)
    : Exception(
        $"The last state of run '{runId}' is {current?.ToString() ?? "none"}, not {parent}; nothing was written. Append after "
        + "the last one, or branch to go on from another.")
{
    public string RunId { get; } = runId;

    /// <summary>The run's last state; null while its history is empty.</summary>
    public StateId? Current { get; } = current;
}
