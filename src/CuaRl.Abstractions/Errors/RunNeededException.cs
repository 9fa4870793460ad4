using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A run cannot be pruned, since others read its states. Nothing was deleted.</summary>
[GenerateSerializer, Alias("cuarl.RunNeededException")]
public sealed class RunNeededException : CuaRlException
{
    /// <summary>From so many on, more may need it than are named.</summary>
    private const int Few = 5;

    /// <summary>Makes the error.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="neededBy">What needs it, such as <c>run 0199...</c> or <c>tag best</c>; the first few.</param>
    public RunNeededException(string runId, ImmutableArray<string> neededBy)
        : base($"Run '{runId}' cannot be pruned: it is needed by {string.Join(", ", neededBy)}"
            + (neededBy.Length < Few ? ". " : ", and perhaps others. ") + "Prune those runs and take those tags away first.")
    {
        RunId = runId;
        NeededBy = neededBy;
    }

    /// <summary>The run.</summary>
    [Id(0)]
    public string RunId { get; }

    /// <summary>What needs it; the first few.</summary>
    [Id(1)]
    public ImmutableArray<string> NeededBy { get; }
}
