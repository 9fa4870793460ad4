namespace CuaRl;

/// <summary>The states of a run were deleted by a prune.</summary>
[GenerateSerializer, Alias("cuarl.RunPrunedException")]
public sealed class RunPrunedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public RunPrunedException(string runId)
        : base($"Run '{runId}' was pruned: its own states are gone for good.") => RunId = runId;

    /// <summary>The run.</summary>
    [Id(0)]
    public string RunId { get; }
}
