namespace CuaRl;

/// <summary>What came of a batch beside what its rollouts tell: figures of the trainer.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchResult")]
public sealed record BatchResult
{
    /// <summary>The loss of the update.</summary>
    [Id(0)]
    public double? Loss { get; init; }

    /// <summary>The KL divergence from the policy before, in nats.</summary>
    [Id(1)]
    public double? KlDivergence { get; init; }

    /// <summary>The norm of the gradient.</summary>
    [Id(2)]
    public double? PolicyGradientNorm { get; init; }

    /// <summary>How many tokens the policy was trained on; null to count those of the rollouts.</summary>
    [Id(3)]
    public long? NumTokens { get; init; }

    /// <summary>The policy after it.</summary>
    [Id(4)]
    public string? ModelPath { get; init; }

    /// <summary>The checkpoint to resume from, if one was saved.</summary>
    [Id(5)]
    public string? CheckpointPath { get; init; }

    /// <summary>Whatever else was measured: a JSON object, at most 64 KiB.</summary>
    [Id(6)]
    public JsonText? Metrics { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(7)]
    public string? StatusMessage { get; init; }
}
