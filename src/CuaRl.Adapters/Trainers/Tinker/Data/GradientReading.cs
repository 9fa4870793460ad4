using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>Reads what came of a gradient: the log-probabilities of sampled tokens, the loss and the server's metrics.</summary>
internal static class GradientReading
{
    private const string Loss = "loss";

    /// <param name="request">What was asked for.</param>
    /// <param name="weights">What each datum's losses were multiplied by.</param>
    /// <param name="parts">What came of each part of it, in order.</param>
    /// <exception cref="TrainerRefusedException">The answers are not of these datums.</exception>
    public static GradientResult Of(GradientRequest request, double[] weights, IReadOnlyList<ForwardBackwardOutput> parts)
    {
        TinkerOutput[] outputs = [.. parts.SelectMany(part => part.LossFnOutputs)];
        if (outputs.Length != request.Datums.Count)
        {
            throw TinkerErrors.Refused($"it answered {outputs.Length} outputs to {request.Datums.Count} datums");
        }

        var metrics = MetricMerge.Of([.. parts.Select(part => (part.Metrics ?? new Dictionary<string, double>(), part.LossFnOutputs.Length))]);
        metrics[Loss] = request.Datums.Select((datum, i) => weights[i] * LossOf(request.Loss, datum, Checked(datum, i, outputs[i]))).Sum();
        return new GradientResult([.. request.Datums.Select((datum, i) => Sampled(datum, outputs[i].Logprobs.Values))], metrics)
        {
            Numbers = parts.Count,
        };
    }

    private static double[] Checked(TrainingDatum datum, int number, TinkerOutput output) =>
        output.Logprobs.Values.Length == datum.Length
            ? output.Logprobs.Values
            : throw TinkerErrors.Refused(
                $"it answered {output.Logprobs.Values.Length} log-probabilities to the {datum.Length} targets of datum {number}");

    private static ReadOnlyMemory<double> Sampled(TrainingDatum datum, double[] learner) =>
        (double[])[.. datum.Actions.SelectMany(action => learner[action.Start..(action.Start + action.LogProbabilities.Length)])];

    private static double LossOf(LossOptions loss, TrainingDatum datum, double[] learner)
    {
        var (sum, advantages) = (0.0, new double[datum.Length]);
        datum.WriteAdvantages(advantages);
        foreach (var action in datum.Actions.Where(action => !action.IsMasked))
        {
            for (var i = 0; i < action.LogProbabilities.Length; i++)
            {
                var place = action.Start + i;
                sum += PolicyLosses.OfToken(loss, learner[place], action.LogProbabilities.Span[i], advantages[place]).Value;
            }
        }

        return sum;
    }
}
