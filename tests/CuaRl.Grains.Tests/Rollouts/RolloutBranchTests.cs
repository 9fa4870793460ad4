using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Rollouts;

/// <summary>Rollouts that go on from another one of their group.</summary>
public sealed class RolloutBranchTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    private static readonly RolloutBranch AtTurn2 = new() { EnvIndex = 0, Attempt = 1, Turn = 2 };

    [Fact]
    public async Task StartRollout_AtATurnOfAnother_HasItsTurnsUpToThereAndGoesOn()
    {
        var group = await host.NewGroupAsync();
        var parent = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 3);

        var started = await group.StartRollout(Request(1, AtTurn2));

        var rollout = host.Grains.GetRollout(started.Id);
        Assert.Equal((AtTurn2, 2), (started.Definition.Request.Branch, started.CurrentTurn));
        Assert.Equal(started, await group.StartRollout(Request(1, AtTurn2)), RolloutComparer.Instance);
        var (theirs, own) = (await TurnsAsync(parent), await TurnsAsync(rollout));
        Assert.Equal(theirs.Take(3).Select(turn => turn.State), own.Select(turn => turn.State));

        await Assert.ThrowsAsync<TurnOutOfOrderException>(() => rollout.RecordReset(new ResetObservation { Text = "home" }));
        await Assert.ThrowsAsync<TurnOutOfOrderException>(() => rollout.RecordTurn(TrainingHost.Turn(2)));
        await rollout.RecordTurn(TrainingHost.Turn(3) with { ModelResponse = "another way" });
        var ended = await rollout.Complete(TrainingHost.Outcome());

        Assert.Equal((3, AtTurn2), (ended.CurrentTurn, ended.Definition.Request.Branch));
        Assert.Equal("another way", (await TurnsAsync(rollout))[3].Content.ModelResponse);
        Assert.Equal("turn 3", (await TurnsAsync(parent))[3].Content.ModelResponse);
        var run = (await host.Grains.GetRun(ended.Attempts[0].RunId).Describe()).Definition;
        var parentRun = (await parent.Describe()).Attempts[0].RunId;
        Assert.Equal((parentRun, new StateId(parentRun, 2)), (run.ParentRunId, run.StartsAfter));
    }

    [Fact]
    public async Task FailAttempt_OfABranch_BeginsAgainAtTheSameTurn()
    {
        var group = await host.NewGroupAsync();
        await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 3);
        var rollout = host.Grains.GetRollout((await group.StartRollout(Request(1, AtTurn2))).Id);
        await rollout.RecordTurn(TrainingHost.Turn(3));

        var again = await rollout.FailAttempt("device_lost", "gone", 1);

        Assert.Equal((2, 2), (again.Attempts.Length, again.CurrentTurn));
        Assert.Equal(2, (await rollout.FailAttempt("device_lost", "gone")).Attempts.Length);
        await rollout.RecordTurn(TrainingHost.Turn(3) with { ModelResponse = "again" });
        Assert.Equal("again", (await TurnsAsync(rollout))[3].Content.ModelResponse);
    }

    [Fact]
    public async Task StartRollout_AtATurnThatThereIsNot_IsRefusedAndNothingIsThere()
    {
        var group = await host.NewGroupAsync();
        await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 1);

        foreach (var branch in (RolloutBranch[])[AtTurn2, AtTurn2 with { EnvIndex = 2, Turn = 1 }, AtTurn2 with { Attempt = 2, Turn = 1 }])
        {
            await Assert.ThrowsAsync<NotFoundException>(() => group.StartRollout(Request(1, branch)));
        }

        await Assert.ThrowsAsync<NotFoundException>(
            async () => await host.Grains.GetRollout(RecordIds.Rollout((await group.Describe()).Id, 1)).Describe());
    }

    /// <summary>Whose turns it has in common with a third one.</summary>
    [Fact]
    public async Task StartRollout_AtATurnOfOneThatWentOnFromAnother_IsRefused()
    {
        var group = await host.NewGroupAsync();
        await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 3);
        await host.Grains.GetRollout((await group.StartRollout(Request(1, AtTurn2))).Id).RecordTurn(TrainingHost.Turn(3));

        await Assert.ThrowsAsync<NotFoundException>(() => group.StartRollout(Request(2, AtTurn2 with { EnvIndex = 1, Turn = 3 })));
    }

    [Theory]
    [InlineData(1, 1, 1, "branch.env_index")]
    [InlineData(-1, 1, 1, "branch.env_index")]
    [InlineData(0, 0, 1, "branch.attempt")]
    [InlineData(0, 100, 1, "branch.attempt")]
    [InlineData(0, 1, 0, "branch.turn")]
    public async Task StartRollout_AtNoPossibleTurn_NamesTheField(int place, int attempt, int turn, string field)
    {
        var group = await host.NewGroupAsync();

        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => group.StartRollout(Request(1, new RolloutBranch { EnvIndex = place, Attempt = attempt, Turn = turn })));

        Assert.Equal(field, error.Field);
    }

    /// <summary>What went on from another one is no sample of how the policy does at the task.</summary>
    [Fact]
    public async Task Complete_OfAGroupWithABranch_CountsThoseThatBeganAtTheReset()
    {
        var group = await host.NewGroupAsync(rollouts: 3);
        await (await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 3)).Complete(TrainingHost.Outcome(success: false));
        await (await TrainingHost.PlayAsync(await host.NewRolloutAsync(group, 1), 1)).Complete(TrainingHost.Outcome(success: false));
        var branch = host.Grains.GetRollout((await group.StartRollout(Request(2, AtTurn2))).Id);
        await branch.Complete(TrainingHost.Outcome());

        var completed = await group.Complete();

        Assert.Equal((2, 0, 3), (completed.Statistics!.Count, completed.Statistics.SuccessCount, completed.CompletedRollouts));
    }

    private static RolloutRequest Request(int index, RolloutBranch branch) => new() { EnvIndex = index, Branch = branch };

    private static async Task<StoredTurn[]> TurnsAsync(IRolloutGrain rollout) =>
        [.. (await rollout.GetTurns(new TurnQuery { From = 0 })).Items];
}
