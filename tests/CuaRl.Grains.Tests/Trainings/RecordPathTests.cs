using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>The way from a training to a completed rollout, what it leaves and what it costs.</summary>
public sealed class RecordPathTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task Record_FromTrainingToCompletedBatch_IsReadBackWhole()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch, rollouts: 2);
        for (var index = 0; index < 2; index++)
        {
            var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group, index), 2);
            var ended = await rollout.Complete(TrainingHost.Outcome(success: index == 0));
            Assert.Equal((RolloutStatus.Completed, 2, 100.0), (ended.Status, ended.CurrentTurn, ended.ProgressPercent));
            Assert.Equal(new RewardInfo { Value = index == 0 ? 1 : 0, Function = "binary", Version = 1 }, ended.Reward);
        }

        var done = await group.Complete();
        var step = await batch.Complete(new BatchResult { Loss = 0.5, CheckpointPath = "tinker://state/000000" });
        var info = await training.Complete();

        Assert.Equal((GroupStatus.Completed, 2, 2, 0), (done.Status, done.CompletedRollouts, done.Statistics!.Count, done.Statistics.Masked));
        Assert.Equal((0.5, Math.Sqrt(0.5), 1, 2.0), (done.Statistics.RewardMean, done.Statistics.RewardStd, done.Statistics.SuccessCount, done.Statistics.AverageTurns));
        Assert.Equal((BatchStatus.Completed, 12L, 1.0), (step.Status, step.Result!.NumTokens, step.Statistics!.FractionMixed));
        Assert.Equal((TrainingStatus.Completed, 100.0), (info.Status, info.Progress.Percent));
    }

    [Fact]
    public async Task Record_OfARolloutOfTwoTurns_CostsFourWritesThreeAppendsAndNoReadOfAHeadInBetween()
    {
        var group = await host.NewGroupAsync();
        var (writes, appends, statuses) = (host.Faults.Writes, host.Runs.Arrived, host.Trainings.StatusReads);

        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 2);
        await rollout.Complete(TrainingHost.Outcome());

        Assert.Equal((4, 3), (host.Faults.Writes - writes, host.Runs.Arrived - appends));
        Assert.InRange(host.Trainings.StatusReads - statuses, 1, 2);
    }
}
