using CuaRl.Core.Policies;

namespace CuaRl.TestKit.Tinker.Model;

/// <summary>A policy that reads conversations: what it says to their last screen, and how likely it said what it said in them.</summary>
internal static class ServedPolicy
{
    /// <summary>Samples an answer.</summary>
    /// <returns>Its tokens and the logarithm of each one's probability.</returns>
    /// <exception cref="FormatException">It is no conversation that waits for an answer.</exception>
    public static (int[] Tokens, double[] Logs) Sample(SoftmaxPolicy policy, ByteConversation conversation, double temperature, ulong seed)
    {
        var odds = Read(policy, conversation, temperature)[^1];
        if (conversation.Turns[^1].Said.Length > 0)
        {
            throw new FormatException("the conversation does not wait for an answer");
        }

        var tokens = odds.Answers.Tokens[policy.Sample(odds.Decision, temperature, seed).Index];
        return (tokens, odds.LogProbabilities(tokens));
    }

    /// <summary>The odds of every turn of a conversation.</summary>
    public static AnswerOdds[] Read(SoftmaxPolicy policy, ByteConversation conversation, double temperature)
    {
        var (task, history, odds) = (new TaskText(conversation.Task), new EpisodeHistory(), new AnswerOdds[conversation.Turns.Count]);
        for (var i = 0; i < odds.Length; i++)
        {
            var answers = ScreenAnswers.Of(task, conversation.Turns[i].Screen);
            odds[i] = new AnswerOdds(
                policy, new DecisionBuilder(answers.Size, policy.Shape.FeatureBits).Build(task, history, answers.Screen), answers, temperature);
            if (answers.Find(conversation.Turns[i].Said) is { } said)
            {
                history.Add(answers.Screen, said);
            }
        }

        return odds;
    }
}
