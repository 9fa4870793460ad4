using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Grpo.Losses;

/// <summary>What each token's loss is multiplied by so that a sum over tokens becomes another <see cref="LossAggregation"/>.</summary>
public static class LossWeights
{
    /// <summary>
    /// A weight for each datum, the same for all its tokens: 1; 1 / tokens of the batch; 1 / (sequences * tokens of its own);
    /// 1 / (sequences * constant length). Only action tokens that are not masked count.
    /// </summary>
    /// <param name="options">The aggregation; <see cref="LossOptions.Problems"/> finds nothing wrong with it.</param>
    /// <param name="datums">All datums of one optimizer step; those of a rollout follow each other.</param>
    public static double[] Of(LossOptions options, IReadOnlyList<TrainingDatum> datums)
    {
        var weights = new double[datums.Count];
        var (sequences, tokens) = (0, 0L);
        for (int first = 0, next; first < weights.Length; first = next)
        {
            var length = 0L;
            for (next = first; next < weights.Length && IsSameRollout(datums[first], datums[next]); next++)
            {
                length += datums[next].ActionTokens;
            }

            weights.AsSpan(first, next - first).Fill(length);
            sequences += length > 0 ? 1 : 0;
            tokens += length;
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = datums[i].ActionTokens == 0 ? 0 : options.Aggregation switch
            {
                LossAggregation.TokenSum => 1,
                LossAggregation.TokenMean => 1.0 / tokens,
                LossAggregation.SequenceMean => 1 / (sequences * weights[i]),
                LossAggregation.ConstantLength => 1 / ((double)sequences * options.ConstantLength!.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(options), options.Aggregation, null),
            };
        }

        return weights;
    }

    private static bool IsSameRollout(TrainingDatum one, TrainingDatum other) =>
        one.Group == other.Group && one.Member == other.Member;
}
