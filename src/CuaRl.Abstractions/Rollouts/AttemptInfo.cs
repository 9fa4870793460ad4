namespace CuaRl;

/// <summary>One try at a rollout, on a device of its own, with a run of its own.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.AttemptInfo")]
public sealed record AttemptInfo
{
    /// <summary>Its number, from 1.</summary>
    [Id(0)]
    public required int Attempt { get; init; }

    /// <summary>The run that holds its turns, in the state tree of the training.</summary>
    [Id(1)]
    public required string RunId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required AttemptStatus Status { get; init; }

    /// <summary>What kind of error ended it, such as <c>device_lost</c>.</summary>
    [Id(3)]
    public string? ErrorKind { get; init; }

    /// <summary>Why it was lost.</summary>
    [Id(4)]
    public string? ErrorMessage { get; init; }

    /// <summary>Its device.</summary>
    [Id(5)]
    public required EnvironmentInfo Environment { get; init; }

    /// <summary>When it began.</summary>
    [Id(6)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(7)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many steps the policy had taken that acts in it; null where its driver did not say.</summary>
    [Id(8)]
    public int? PolicyStep { get; init; }
}
