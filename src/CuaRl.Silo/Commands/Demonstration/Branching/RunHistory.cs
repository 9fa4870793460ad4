using System.Globalization;
using System.Security.Cryptography;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>A run with all states of its history, inherited ones included.</summary>
/// <param name="Run">The run.</param>
/// <param name="States">Its states; the place of each is its step.</param>
internal sealed record RunHistory(RunInfo Run, IReadOnlyList<StoredState> States)
{
    /// <summary>The step that the run's own states follow; -1 for a root.</summary>
    public long BranchStep => Run.Definition.StartsAfter?.Step ?? -1;

    /// <summary>The states that are its own.</summary>
    public IEnumerable<StoredState> Own => States.Where(state => state.Id.Step > BranchStep);

    /// <summary>The sum of the rewards of its own states.</summary>
    public double OwnReward => Sum(Own);

    public static double Sum(IEnumerable<StoredState> states) => states.Sum(state => state.Content.Reward ?? 0);

    public static async Task<RunHistory> ReadAsync(IGrainFactory grains, RunInfo run, CancellationToken cancellationToken)
    {
        var states = new List<StoredState>();
        await foreach (var state in grains.GetRun(run.Id).StreamStates(cancellationToken: cancellationToken))
        {
            states.Add(state);
        }

        return new RunHistory(run, states);
    }

    /// <summary>The sum of rewards of each episode of the history, at the step where it ended.</summary>
    public IReadOnlyList<(double Step, double Return)> Episodes()
    {
        var episodes = new List<(double, double)>();
        var sum = 0.0;
        foreach (var state in States)
        {
            sum = state.Content.Action is null ? 0 : sum + (state.Content.Reward ?? 0);
            if (state.Content.Done || state.Content.Truncated)
            {
                episodes.Add((state.Id.Step, sum));
            }
        }

        return episodes;
    }

    /// <summary>Adds the content of its own states, but not when they were stored.</summary>
    public void AddTo(IncrementalHash hash)
    {
        foreach (var state in Own)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Id} {state.Parent} {state.Content.Action} {state.Content.Reward:R} {state.Content.Done} {state.Content.Truncated}\n")));
            hash.AppendData(state.Content.Observation.Utf8.Span);
            hash.AppendData((state.Content.Info ?? JsonText.EmptyObject).Utf8.Span);
            hash.AppendData((state.Content.ExtraMetadata ?? JsonText.EmptyObject).Utf8.Span);
        }
    }
}
