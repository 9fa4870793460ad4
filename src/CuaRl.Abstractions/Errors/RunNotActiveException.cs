namespace CuaRl;

/// <summary>The run takes no states in its status. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.RunNotActiveException")]
public sealed class RunNotActiveException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public RunNotActiveException(string runId, RunStatus status)
        : base($"Run '{runId}' is {Name(status)} and takes no states; nothing was written. "
            + Advice(status))
    {
        RunId = runId;
        Status = status;
    }

    /// <summary>The run.</summary>
    [Id(0)]
    public string RunId { get; }

    /// <summary>Its status.</summary>
    [Id(1)]
    public RunStatus Status { get; }

    private static string Advice(RunStatus status) => status switch
    {
        RunStatus.Paused => "Resume it first.",
        RunStatus.Pruned => "Its own states are gone for good; branch at one that it inherited, or from another run.",
        _ => "Branch from it to go on.",
    };

    private static string Name(RunStatus status) => status.ToString().ToLowerInvariant();
}
