using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Learning;

/// <summary>A datum as a decision that was taken.</summary>
/// <param name="Decision">The choice.</param>
/// <param name="Chosen">The candidate that was taken.</param>
/// <param name="Sampled">The log-probability that it was taken with, in nats.</param>
/// <param name="Advantage">Its advantage, with what a penalty added.</param>
/// <param name="IsMasked">It is context only.</param>
internal readonly record struct DecidedTurn(Decision Decision, int Chosen, float Sampled, double Advantage, bool IsMasked)
{
    /// <exception cref="FormatException">It is no decision with one action of one token; the message names the datum.</exception>
    public static DecidedTurn Read(TrainingDatum datum, int number, int places)
    {
        if (datum is not { Actions: [var action], LastAction.Length: 1 } || action.LogProbabilities.Length != 1)
        {
            throw Broken(
                number, $"it has {datum.Actions.Length} actions, the last of {datum.LastAction.Length} tokens, but one of one token is wanted");
        }

        Decision decision;
        try
        {
            decision = DecisionTokens.Read(datum.Context, places);
        }
        catch (FormatException error)
        {
            throw Broken(number, $"{error.Message}");
        }

        var chosen = datum.LastAction.Span[0];
        var addend = datum.Addends.IsEmpty ? 0 : datum.Addends.Span[action.Start];
        return (uint)chosen < (uint)decision.Count
            ? new DecidedTurn(decision, chosen, action.LogProbabilities.Span[0], action.Advantage + addend, action.IsMasked)
            : throw Broken(number, $"candidate {chosen} of {decision.Count} was taken");
    }

    private static FormatException Broken(int number, FormattableString why) =>
        new(FormattableString.Invariant($"datum {number}: ") + FormattableString.Invariant(why));
}
