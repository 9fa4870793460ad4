namespace CuaRl.Core.Grpo.Losses;

/// <summary>
/// What a batch's loss is of its tokens' losses. A sequence is a whole rollout, however many datums it became; one without
/// action tokens is none.
/// </summary>
public enum LossAggregation
{
    /// <summary>The sum over all action tokens, as Tinker computes it.</summary>
    TokenSum,

    /// <summary>The sum divided by the number of action tokens (DAPO).</summary>
    TokenMean,

    /// <summary>The mean over sequences of their token means (the original GRPO).</summary>
    SequenceMean,

    /// <summary>The sum divided by the number of sequences and a constant length (Dr.GRPO).</summary>
    ConstantLength,
}
