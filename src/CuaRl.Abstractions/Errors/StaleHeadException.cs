using System.Globalization;

namespace CuaRl;

/// <summary>The head of a run is not where the caller expects it, since somebody else appended. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.StaleHeadException")]
public sealed class StaleHeadException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public StaleHeadException(string runId, long expectedHead, long actualHead)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Run '{runId}' ends at step {actualHead}, not at {expectedHead}; nothing was written. {Advice(expectedHead, actualHead)}"))
    {
        RunId = runId;
        ExpectedHead = expectedHead;
        ActualHead = actualHead;
    }

    /// <summary>The run.</summary>
    [Id(0)]
    public string RunId { get; }

    /// <summary>The head that the caller expects.</summary>
    [Id(1)]
    public long ExpectedHead { get; }

    /// <summary>The head that is stored.</summary>
    [Id(2)]
    public long ActualHead { get; }

    // There is nothing to branch at before the root or beyond the head.
    private static string Advice(long expected, long actual) => expected switch
    {
        _ when expected > actual => FormattableString.Invariant($"Go on from {actual}."),
        < 0 => FormattableString.Invariant($"Read its states and go on from {actual}."),
        _ => FormattableString.Invariant($"Read the states after {expected} and go on from {actual}, or branch at {expected}."),
    };
}
