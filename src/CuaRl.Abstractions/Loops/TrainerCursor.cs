namespace CuaRl;

/// <summary>Where a driver stands with its trainer: enough to ask again for whatever it may have asked for.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainerCursor")]
public sealed record TrainerCursor
{
    /// <summary>The trainer's session, 1 to 500 characters.</summary>
    [Id(0)]
    public required string SessionId { get; init; }

    /// <summary>The step whose requests are sent, 0 or more.</summary>
    [Id(1)]
    public required int Step { get; init; }

    /// <summary>The sequence number of the first of them, 1 or more; how many each takes follows from it.</summary>
    [Id(2)]
    public required long Sequence { get; init; }

    /// <summary>The sampler weights that the step's rollouts are sampled from, 1 to 1,000 characters.</summary>
    [Id(3)]
    public required string SamplerPath { get; init; }
}
