using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Play;

/// <summary>
/// A scripted player: it does a task on the simulated phone by what is on the screen, in whatever wording and order, and never
/// sees the phone behind it. One player plays one task once.
/// </summary>
public sealed class PhonePlayer
{
    private readonly Queue<PlayerStep> _steps;
    private readonly ScreenReading _reading = new();

    private PhonePlayer(IEnumerable<PlayerStep> steps) => _steps = new Queue<PlayerStep>(steps);

    /// <summary>A player for that task; null when none knows how to do it.</summary>
    public static PhonePlayer? For(PhoneTask task)
    {
        try
        {
            return PlayerPlans.For(task) is { } plan ? new PhonePlayer(plan) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The move of this turn.</summary>
    public PlayerMove Next(PhoneScreen screen)
    {
        _reading.Look(screen);
        while (_steps.TryPeek(out var step))
        {
            var result = step(_reading);
            if (result.IsDone)
            {
                _steps.Dequeue();
            }

            if (result.Move is not null)
            {
                return result.Move;
            }
        }

        return new PlayerMove.Finish(_reading.Note.Length > 0 ? $"Done: {_reading.Note}" : "Done.");
    }
}
