using System.Collections.Immutable;
using CuaRl.Core.Rollouts;
using CuaRl.Core.Runs;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Rollouts;

/// <summary>Lays Core's rules over turns; what holds of every state is checked by the run.</summary>
internal static class TurnChecks
{
    public static void Check(ResetObservation reset)
    {
        Rule.Keep("text", RolloutRules.TurnText(reset.Text));
        Rule.Keep("screenshot", RolloutRules.Blob(reset.Screenshot));
    }

    /// <summary>Turns that are stored together follow each other.</summary>
    public static void CheckSequence(ImmutableArray<TurnContent> turns)
    {
        Rule.Keep("turns", Set(turns) ?? StateRules.Count(turns.Length));
        for (var i = 1; i < turns.Length; i++)
        {
            Rule.Keep("turns", turns[i].Turn == turns[0].Turn + i ? null : $"must follow each other; turn {turns[i].Turn} comes after {turns[i - 1].Turn}");
        }
    }

    public static void Check(TurnContent turn)
    {
        Rule.Keep("turn", RolloutRules.Turn(turn.Turn));
        Rule.Keep("model_response", RolloutRules.TurnText(turn.ModelResponse));
        Rule.Keep("observation_text", RolloutRules.TurnText(turn.ObservationText));
        Rule.Keep("screenshot_after", RolloutRules.Blob(turn.ScreenshotAfter));
        Rule.Keep("screenshot_before", RolloutRules.Blob(turn.ScreenshotBefore));
        Rule.Keep("elements_before", RolloutRules.Blob(turn.ElementsBefore));
        Rule.Keep("device_snapshot", RolloutRules.Blob(turn.DeviceSnapshot));
        Rule.KeepLargeObject("stage_timings", turn.StageTimings);
        Rule.KeepLargeObject("metrics", turn.Metrics);
        Rule.Keep("reward", RecordRules.Finite(turn.Reward));
        Rule.Keep("turn_time", RecordRules.OptionalNotNegative(turn.TurnSeconds));
        Rule.Keep("token_ids", Set(turn.TokenIds) ?? StateRules.Tokens(turn.TokenIds.AsSpan()));
        Rule.Keep("log_probabilities", Set(turn.LogProbabilities)
            ?? StateRules.LogProbabilities(turn.LogProbabilities.AsSpan(), turn.TokenIds.Length));
        Rule.Keep("actions", Set(turn.Actions) ?? RolloutRules.ActionCount(turn.Actions.Length));
        foreach (var action in turn.Actions)
        {
            Check(action, turn.TokenIds.Length);
        }
    }

    private static void Check(TurnAction action, int tokens)
    {
        Rule.Keep("action_type", RecordRules.Name(action.ActionType));
        Rule.Keep("tool_name", RolloutRules.TurnText(action.ToolName));
        Rule.Keep("first_token", RolloutRules.ActionTokens(action.FirstToken, action.TokenCount, tokens));
        Rule.Keep("result", RolloutRules.TurnText(action.Result));
    }

    private static string? Set<T>(ImmutableArray<T> values) => values.IsDefault ? "must be a list" : null;
}
