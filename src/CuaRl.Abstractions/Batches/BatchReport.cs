namespace CuaRl;

/// <summary>What its driver says of a batch under way. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchReport")]
public sealed record BatchReport
{
    /// <summary>
    /// Where it stands now; ends are said by <see cref="IBatchGrain.Complete"/>, <see cref="IBatchGrain.Fail"/> and
    /// <see cref="IBatchGrain.Cancel"/>.
    /// </summary>
    [Id(0)]
    public BatchStatus? Status { get; init; }

    /// <summary>What it is at.</summary>
    [Id(1)]
    public BatchPhase? Phase { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(2)]
    public string? StatusMessage { get; init; }

    /// <summary>How many optimizer steps are done.</summary>
    [Id(3)]
    public int? CompletedSubsteps { get; init; }

    /// <summary>How many there will be.</summary>
    [Id(4)]
    public int? TotalSubsteps { get; init; }

    /// <summary>
    /// What the step trains on, fixed before the trainer is asked for the first time: a JSON object. It is stored once.
    /// </summary>
    [Id(5)]
    public JsonText? TrainedOn { get; init; }
}
