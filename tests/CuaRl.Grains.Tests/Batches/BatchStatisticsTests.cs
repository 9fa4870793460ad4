using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Batches;

/// <summary>What a batch and its groups count when rollouts are judged anew.</summary>
public sealed class BatchStatisticsTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task Override_BetweenTheEndsOfAGroupAndItsBatch_CountsInBoth_AndInNeitherAfterwards()
    {
        var batch = await host.NewBatchAsync();
        var (changed, other) = (await host.NewGroupAsync(batch, 0, rollouts: 2), await host.NewGroupAsync(batch, 1, rollouts: 1));
        var lost = await host.NewRolloutAsync(changed, 0);
        await lost.Complete(TrainingHost.Outcome(success: false));
        await (await host.NewRolloutAsync(changed, 1)).Complete(TrainingHost.Outcome());
        await (await host.NewRolloutAsync(other)).Complete(TrainingHost.Outcome());
        Assert.Equal((0.5, 1), Counted((await changed.Complete()).Statistics));
        var untouched = (await other.Complete()).UpdatedAt;
        host.Time.Now += TimeSpan.FromMinutes(1);

        await lost.Override(new ValidationOverride { Success = true, ChangesReward = true });
        Assert.Equal((0.5, 1), Counted((await changed.Describe()).Statistics));
        var completed = await batch.Complete(new BatchResult());

        Assert.Equal((1.0, 3), Counted(completed.Statistics));
        Assert.Equal((1.0, 2), Counted((await changed.Describe()).Statistics));
        Assert.Equal(untouched, (await other.Describe()).UpdatedAt);
        await lost.Override(new ValidationOverride { Success = false, ChangesReward = true });
        Assert.Equal((1.0, 3), Counted((await batch.Complete(new BatchResult())).Statistics));
        Assert.Equal((1.0, 2), Counted((await changed.Complete()).Statistics));
    }

    private static (double? Mean, int Successes) Counted(RewardStatistics? statistics) =>
        (statistics!.RewardMean, statistics.SuccessCount);
}
