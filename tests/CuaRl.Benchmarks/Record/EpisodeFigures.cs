using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Record;

/// <summary>How many rollouts are created, recorded, judged and rewarded a second.</summary>
internal static class EpisodeFigures
{
    private const double Bar = 500;
    private const int GroupSize = 8;
    private const int Turns = 2;

    public static async Task<Figure> MeasureAsync(BenchService service, RecordSizes sizes)
    {
        var groups = sizes.Episodes / GroupSize;
        var training = await BenchTraining.StartAsync(service, "episodes", steps: sizes.Rounds + 1, groups, GroupSize);
        var rates = new double[sizes.Rounds];
        await RunAsync(0);
        for (var round = 0; round < sizes.Rounds; round++)
        {
            await service.Database.ExecuteAsync("CHECKPOINT");
            rates[round] = await Rounds.RateAsync(sizes.Episodes, () => RunAsync(round + 1));
        }

        await CheckAsync(service, training, (sizes.Rounds + 1) * sizes.Episodes);
        return Figure.AtLeast(
            "rollouts from create to completed, 1,000 at once", Math.Round(Rounds.Median(rates)), "rollouts/s", Bar, new Dictionary<string, double>
            {
                ["min"] = Math.Round(rates.Min()),
                ["max"] = Math.Round(rates.Max()),
                ["rollouts"] = sizes.Episodes,
                ["turns_each"] = Turns,
            });

        Task RunAsync(int step)
        {
            var next = -1;
            return Task.WhenAll(Enumerable.Range(0, RecordSizes.Concurrent).Select(_ => Task.Run(async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < sizes.Episodes; i = Interlocked.Increment(ref next))
                {
                    await RecordAsync(service, training.Groups[step * groups + i / GroupSize], i % GroupSize);
                }
            })));
        }
    }

    private static async Task RecordAsync(BenchService service, IGroupGrain group, int index)
    {
        var started = await group.StartRollout(new RolloutRequest { EnvIndex = index, Status = RolloutStatus.Running });
        var rollout = service.Grains.GetRollout(started.Id);
        await rollout.RecordReset(new ResetObservation { Text = "home screen" });
        for (var turn = 1; turn <= Turns; turn++)
        {
            await rollout.RecordTurn(SampleTurns.Short[(index + turn) % SampleTurns.Short.Length] with { Turn = turn });
        }

        await rollout.Complete(Outcome(isSuccess: index % 2 == 0));
    }

    /// <summary>How a rollout ends here.</summary>
    public static RolloutOutcome Outcome(bool isSuccess) => new()
    {
        TaskCompleted = true,
        AgentReportedSuccess = true,
        FinishMessage = "The switch is on now.",
        StopReason = "finish_success",
        Counters = new ActionCounters
        {
            NumTotalActions = Turns, ConsecutiveRepeatedActions = 0, ParseErrors = 0, ToolNameErrors = 0, ToolArgumentErrors = 0,
            RuntimeErrors = 0, AttemptedCompletion = true, TurnFirstSuccess = 1, TurnTaskCompleted = Turns,
        },
        Validation = new ValidationReport
        {
            Success = isSuccess, ValidationQuery = "wifi_enabled", ActualResult = isSuccess ? "1" : "0", ExecutionSeconds = 0.1,
        },
    };

    private static async Task CheckAsync(BenchService service, BenchTraining training, int expected)
    {
        var rewarded = await service.Grains.GetTrainingCatalog().ListRollouts(
            new RolloutQuery { TrainingId = training.Id, Status = RolloutStatus.Completed, MinReward = 0, CountsAll = true });
        if (rewarded.Total != expected)
        {
            throw new InvalidOperationException($"{rewarded.Total} of {expected} rollouts are completed and rewarded.");
        }
    }
}
