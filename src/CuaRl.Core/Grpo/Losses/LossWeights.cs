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
    /// <param name="datums">All datums of one optimizer step.</param>
    public static double[] Of(LossOptions options, IReadOnlyList<TrainingDatum> datums)
    {
        var lengths = new Dictionary<(int Group, int Member), int>();
        var tokens = 0;
        foreach (var datum in datums)
        {
            var key = (datum.Group, datum.Member);
            lengths[key] = lengths.GetValueOrDefault(key) + datum.ActionTokens;
            tokens += datum.ActionTokens;
        }

        double sequences = lengths.Values.Count(length => length > 0);
        var weights = new double[datums.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = datums[i].ActionTokens == 0 ? 0 : options.Aggregation switch
            {
                LossAggregation.TokenSum => 1,
                LossAggregation.TokenMean => 1.0 / tokens,
                LossAggregation.SequenceMean => 1 / (sequences * lengths[(datums[i].Group, datums[i].Member)]),
                LossAggregation.ConstantLength => 1 / (sequences * options.ConstantLength!.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(options), options.Aggregation, null),
            };
        }

        return weights;
    }
}
