using CuaRl.Core.Actions;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>What was done so far in an episode, as far as its next turn and its end depend on it.</summary>
internal sealed class EpisodeMemory(IActionFormat format)
{
    /// <summary>The result of a call that was carried out, as it is recorded.</summary>
    public const string Worked = "ok";

    private ScreenPoint? _cursor;

    /// <summary>What is counted of it.</summary>
    public ActionTally Tally { get; } = new();

    /// <summary>Why what was asked for in the last turn was not done; null when it was.</summary>
    public string? Notice { get; private set; }

    /// <summary>Begins another turn.</summary>
    /// <param name="size">The size of the screen.</param>
    /// <returns>The screen as the model sees it.</returns>
    public ScreenView Begin(ScreenSize size)
    {
        Notice = null;
        return See(size);
    }

    /// <summary>The screen as the model sees it, with the pointer where it is by now.</summary>
    public ScreenView See(ScreenSize size) => new(size, format.Space(size), _cursor);

    /// <summary>An action was carried out.</summary>
    public void Did(ScreenAction action, ScreenView seen) => _cursor = seen.After(action).Cursor;

    /// <summary>A call is over.</summary>
    public void Add(int turn, ParsedCall call, CallResult result, string text)
    {
        Tally.Add(turn, call, result);
        Notice = result == CallResult.Worked ? Notice : text;
    }

    /// <summary>A turn was taken before, which is recorded.</summary>
    public void Recall(StoredTurn turn, ScreenSize size)
    {
        var calls = format.Parse(turn.Content.ModelResponse ?? "", Begin(size));
        foreach (var (call, action) in calls.Zip(turn.Content.Actions))
        {
            var hasWorked = action.Result == Worked;
            foreach (var done in hasWorked && call is ParsedCall.Act act ? act.Actions : [])
            {
                Did(done, See(size));
            }

            Add(turn.Content.Turn, call, hasWorked ? CallResult.Worked : CallResult.Refused, action.Result ?? "");
        }
    }
}
