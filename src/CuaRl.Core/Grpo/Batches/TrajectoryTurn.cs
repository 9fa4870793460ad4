namespace CuaRl.Core.Grpo.Batches;

/// <summary>A turn of a rollout as the trainer needs it.</summary>
public readonly record struct TrajectoryTurn
{
    /// <summary>A turn in which nothing was shown or sampled.</summary>
    public TrajectoryTurn()
    {
    }

    /// <summary>
    /// The whole input of the model in this turn: text tokens of 0 or more, pictures by their code in a <see cref="PictureTable"/>.
    /// </summary>
    public ReadOnlyMemory<int> Observation { get; init; }

    /// <summary>The tokens that were sampled. A turn without any teaches nothing and is passed over.</summary>
    public ReadOnlyMemory<int> Action { get; init; }

    /// <summary>The log-probability that each was sampled with, in nats.</summary>
    public ReadOnlyMemory<float> LogProbabilities { get; init; }

    /// <summary>The advantage of each of its tokens.</summary>
    public double Advantage { get; init; }

    /// <summary>Its tokens are context only (tinker-cookbook's <c>parse_error_masked</c>).</summary>
    public bool IsMasked { get; init; }
}
