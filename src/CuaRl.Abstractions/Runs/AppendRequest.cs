using System.Collections.Immutable;

namespace CuaRl;

/// <summary>States to append to a run: all of them are stored, in order, or none.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.AppendRequest")]
public sealed record AppendRequest
{
    /// <summary>The states; 1 to 4,096.</summary>
    [Id(0)]
    public required ImmutableArray<StateContent> States { get; init; }

    /// <summary>The step of the run's last state as the caller knows it; -1 for a run without states.</summary>
    /// <value>The default is wherever the run stands.</value>
    [Id(1)]
    public long? ExpectedHead { get; init; }

    /// <summary>
    /// The identity of the command, 1 to 200 characters. The same identity and content again gives the first answer, after any
    /// restart and whatever the run's status is by then.
    /// </summary>
    /// <value>The default is none: each call appends.</value>
    [Id(2)]
    public string? OperationId { get; init; }
}
