using System.Security.Cryptography;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>A story that was told to its end: all that is stored of it.</summary>
/// <param name="Plan">What was told.</param>
/// <param name="Histories">The main run, then the branches.</param>
/// <param name="Comparisons">The main run beside each branch.</param>
/// <param name="Tree">The runs of the simulation.</param>
internal sealed record StoryEnding(
    StoryPlan Plan, IReadOnlyList<RunHistory> Histories, IReadOnlyList<RunComparison> Comparisons, RunTree Tree)
{
    private const int LastEpisodes = 10;

    public static async Task<StoryEnding> ReadAsync(
        IGrainFactory grains, StoryPlan plan, IReadOnlyList<RunInfo> runs, CancellationToken cancellationToken)
    {
        var tree = grains.GetStateTree(plan.SimulationId);
        var histories = new List<RunHistory>();
        foreach (var run in runs)
        {
            histories.Add(await RunHistory.ReadAsync(grains, run, cancellationToken));
        }

        var comparisons = new List<RunComparison>();
        foreach (var branch in runs.Skip(1))
        {
            comparisons.Add(await tree.Compare(runs[0].Id, branch.Id));
        }

        return new StoryEnding(plan, histories, comparisons, await tree.GetRunTree());
    }

    public StoryReport Report(string? picture) => new()
    {
        Variant = Plan.Story.Variant,
        About = Plan.Story.Title,
        SimulationId = Plan.SimulationId,
        Seed = Plan.Seed,
        BranchAt = Plan.BranchAt,
        Runs = [.. Histories.Select(ResultOf)],
        Divergences = [.. Histories.Skip(1).Zip(Comparisons, DivergenceOf)],
        VisibleStates = Histories.Sum(history => history.Run.Length),
        UniqueStates = Histories.Sum(history => history.Own.LongCount()),
        ContentSha256 = Hash(),
        Picture = picture,
    };

    private static RunResult ResultOf(RunHistory history)
    {
        var returns = history.Episodes().Where(episode => episode.Step > history.BranchStep).Select(episode => episode.Return).ToArray();
        var run = history.Run;
        return new RunResult
        {
            Id = run.Id,
            Name = run.Definition.Name,
            Status = run.Status.ToString().ToLowerInvariant(),
            ConfigOverrides = run.Definition.ConfigOverrides,
            ParentRunId = run.Definition.ParentRunId,
            BranchState = run.Definition.StartsAfter?.ToString(),
            TotalSteps = run.TotalSteps,
            Length = run.Length,
            TotalReward = run.TotalReward,
            OwnReward = history.OwnReward,
            Episodes = returns.Length,
            MeanReturn = returns.Length == 0 ? null : Math.Round(returns.Average(), 1),
            LastReturns = returns.Length == 0 ? null : Math.Round(returns.TakeLast(LastEpisodes).Average(), 1),
            BestReturn = returns.Length == 0 ? null : returns.Max(),
        };
    }

    private Divergence DivergenceOf(RunHistory branch, RunComparison comparison) => new()
    {
        Run1 = Histories[0].Run.Definition.Name,
        Run2 = branch.Run.Definition.Name,
        DivergencePoint = comparison.DivergencePoint?.ToString(),
        SharedCount = comparison.SharedCount,
        Run1UniqueCount = comparison.Run1UniqueCount,
        Run2UniqueCount = comparison.Run2UniqueCount,
        SharedReward = RunHistory.Sum(branch.States.Take((int)comparison.SharedCount)),
    };

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var history in Histories)
        {
            history.AddTo(hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
