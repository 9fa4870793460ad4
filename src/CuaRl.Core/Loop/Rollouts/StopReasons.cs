using System.Globalization;

namespace CuaRl.Core.Loop.Rollouts;

/// <summary>Ends as they are recorded: cua_rl's texts, with one of our own for the task's limit, which cua_rl does not tell apart.</summary>
public static class StopReasons
{
    private static readonly (RolloutEnd End, string Before, string After)[] Forms =
    [
        (RolloutEnd.FinishSuccess, "finish_success", ""),
        (RolloutEnd.FinishFailure, "finish_failure", ""),
        (RolloutEnd.MaxTurns, "max_turns_reached_", ""),
        (RolloutEnd.MaxSteps, "max_steps_reached_", ""),
        (RolloutEnd.TaskTimeout, "timeout_", "min"),
        (RolloutEnd.ModelTimeout, "model_timeout_turn_", ""),
        (RolloutEnd.ModelError, "model_error_turn_", ""),
    ];

    /// <summary>The text of an end.</summary>
    /// <param name="end">The end.</param>
    /// <param name="number">The limit that was reached, in turns or whole minutes, or the turn; of no meaning to a finish.</param>
    public static string Of(RolloutEnd end, int number)
    {
        var (_, before, after) = Forms[(int)end];
        return HasNumber(end) ? string.Create(CultureInfo.InvariantCulture, $"{before}{number}{after}") : before;
    }

    /// <summary>The end of a text, with its number or 0; null for a text of another kind.</summary>
    public static (RolloutEnd End, int Number)? Find(string text)
    {
        foreach (var (end, before, after) in Forms)
        {
            if (!HasNumber(end))
            {
                if (text == before)
                {
                    return (end, 0);
                }
            }
            else if (text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(after, StringComparison.Ordinal)
                && text.Length > before.Length + after.Length
                && int.TryParse(
                    text.AsSpan(before.Length..^after.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return (end, number);
            }
        }

        return null;
    }

    private static bool HasNumber(RolloutEnd end) => end is not (RolloutEnd.FinishSuccess or RolloutEnd.FinishFailure);
}
