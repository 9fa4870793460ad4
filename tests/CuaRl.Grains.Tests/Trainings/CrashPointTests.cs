using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>
/// Every command whose work is several writes, broken off at each of them, before and after it is done: the repetition,
/// here or on another silo, leaves what an undisturbed call leaves.
/// </summary>
public sealed class CrashPointTests : IAsyncLifetime
{
    private readonly TrainingHost _host = new();
    private readonly TrainingHost _other;

    public CrashPointTests() => _other = new TrainingHost(_host);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    public static TheoryData<int, StorageFault, bool> Points(int writes)
    {
        var points = new TheoryData<int, StorageFault, bool>();
        for (var write = 1; write <= writes; write++)
        {
            foreach (var elsewhere in (bool[])[false, true])
            {
                points.Add(write, StorageFault.BeforeTheWrite, elsewhere);
                points.Add(write, StorageFault.AfterTheWrite, elsewhere);
            }
        }

        return points;
    }

    [Theory]
    [MemberData(nameof(Points), 2)]
    public async Task StartRollout_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var group = await _host.NewGroupAsync();
        var id = (await group.Describe()).Id;

        var rollout = await BreakAsync(write, fault, elsewhere, grains => grains.GetGroup(id).StartRollout(new RolloutRequest { EnvIndex = 0 }));

        Assert.Equal(RolloutStatus.Pending, rollout.Status);
        Assert.Single(_host.Trainings.Rollouts);
        Assert.Single(_host.Runs.Ids);
        await TrainingHost.PlayAsync((elsewhere ? _other : _host).Grains.GetRollout(rollout.Id), 1);
    }

    [Theory]
    [MemberData(nameof(Points), 2)]
    public async Task Complete_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var id = (await (await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 2)).Describe()).Id;

        var ended = await BreakAsync(write, fault, elsewhere, grains => grains.GetRollout(id).Complete(TrainingHost.Outcome()));

        Assert.Equal((RolloutStatus.Completed, 2, 1.0, 1), (ended.Status, ended.CurrentTurn, ended.Reward!.Value, ended.Validations.Length));
        Assert.Equal(RunStatus.Completed, (await _host.Grains.GetRun(ended.Attempts[0].RunId).Describe()).Status);
    }

    [Fact]
    public async Task Fail_AfterACompletionThatBrokeOff_EndsTheRolloutAllTheSame()
    {
        var rollout = await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 2);
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rollout.Complete(TrainingHost.Outcome()));

        var failed = await rollout.Fail("device_lost", "gone");

        Assert.Equal((RolloutStatus.Failed, 2, true), (failed.Status, failed.CurrentTurn, failed.IsMasked));
        var run = await _host.Grains.GetRun(failed.Attempts[0].RunId).Describe();
        Assert.Equal((RunStatus.Failed, "gone", (JsonText?)null), (run.Status, run.FailureReason, run.TotalReward));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_AfterAnotherEndThatBrokeOff_LeavesRunAndRolloutAgreed(bool elsewhere)
    {
        var id = (await (await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 2)).Describe()).Id;
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _host.Grains.GetRollout(id).Complete(TrainingHost.Outcome()));

        var ended = await (elsewhere ? _other : _host).Grains.GetRollout(id).Complete(TrainingHost.Outcome(false));

        var run = await _other.Grains.GetRun(ended.Attempts[0].RunId).Describe();
        Assert.Equal((0.0, RunStatus.Completed, "0"), (ended.Reward!.Value, run.Status, run.TotalReward!.ToString()));
    }

    [Fact]
    public async Task Complete_AfterAFailureThatBrokeOff_LeavesRunAndRolloutAgreed()
    {
        var rollout = await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 2);
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rollout.Fail("device_lost", "gone"));

        var ended = await rollout.Complete(TrainingHost.Outcome());

        var run = await _host.Grains.GetRun(ended.Attempts[0].RunId).Describe();
        Assert.Equal((1.0, RunStatus.Completed, "1", (string?)null), (ended.Reward!.Value, run.Status, run.TotalReward!.ToString(), run.FailureReason));
    }

    [Theory]
    [MemberData(nameof(Points), 3)]
    public async Task FailAttempt_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var id = (await (await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 1)).Describe()).Id;

        var lost = await BreakAsync(write, fault, elsewhere, grains => grains.GetRollout(id).FailAttempt("device_lost", "gone"));

        Assert.Equal((RolloutStatus.Pending, 2, 0), (lost.Status, lost.Attempts.Length, lost.CurrentTurn));
        Assert.Equal(2, _host.Runs.Ids.Length);
    }

    [Theory]
    [MemberData(nameof(Points), 2)]
    public async Task Retry_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var rollout = await TrainingHost.PlayAsync(await _host.NewRolloutAsync(), 1);
        var id = (await rollout.Fail("model_error", "no answer")).Id;

        var again = await BreakAsync(write, fault, elsewhere, grains => grains.GetRollout(id).Retry());

        Assert.Equal((RolloutStatus.Pending, 2), (again.Status, again.Attempts.Length));
    }

    [Theory]
    [MemberData(nameof(Points), 5)]
    public async Task Pause_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var (id, rollouts) = await TwoRolloutsAsync();

        await BreakAsync(write, fault, elsewhere, grains => grains.GetTraining(id).Pause());

        foreach (var rollout in rollouts)
        {
            var info = await (elsewhere ? _other : _host).Grains.GetRollout(rollout).Describe();
            Assert.True(info.IsPaused);
            Assert.Equal(RunStatus.Paused, (await (elsewhere ? _other : _host).Grains.GetRun(info.Attempts[0].RunId).Describe()).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Points), 5)]
    public async Task Resume_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var (id, rollouts) = await TwoRolloutsAsync();
        await _host.Grains.GetTraining(id).Pause();

        await BreakAsync(write, fault, elsewhere, grains => grains.GetTraining(id).Resume());

        foreach (var rollout in rollouts)
        {
            await TrainingHost.PlayAsync((elsewhere ? _other : _host).Grains.GetRollout(rollout), 1);
        }
    }

    [Theory]
    [MemberData(nameof(Points), 7)]
    public async Task Cancel_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var (id, _) = await TwoRolloutsAsync();

        await BreakAsync(write, fault, elsewhere, grains => grains.GetTraining(id).Cancel());

        Assert.All(_host.Trainings.Rollouts, rollout => Assert.Equal(RolloutStatus.Cancelled, rollout.Status));
        Assert.Empty(await _host.Trainings.ListIdsAsync(RecordKind.Group, Guid.Parse(id), null, null, onlyOpen: true, default));
        Assert.Empty(await _host.Trainings.ListIdsAsync(RecordKind.Step, Guid.Parse(id), null, null, onlyOpen: true, default));
    }

    [Theory]
    [MemberData(nameof(Points), 8)]
    public async Task Delete_BrokenOff_IsHealedByRepeatingIt(int write, StorageFault fault, bool elsewhere)
    {
        var (id, _) = await TwoRolloutsAsync();
        await _host.Grains.GetTraining(id).Cancel();

        await BreakAsync(write, fault, elsewhere, async grains =>
        {
            try
            {
                await grains.GetTraining(id).Delete();
                return true;
            }
            catch (NotFoundException)
            {
                // The call that broke off had done all of it.
                return true;
            }
        });

        Assert.Equal(0, _host.Trainings.Count);
        foreach (var run in _host.Runs.Ids)
        {
            Assert.Equal(RunStatus.Pruned, (await _host.Runs.FindHeadAsync(run))!.Value.Status);
        }
    }

    [Fact]
    public async Task Delete_PrunesARunThatACreationLeftBehind()
    {
        var training = await _host.NewTrainingAsync();
        var group = await _host.NewGroupAsync(await _host.NewBatchAsync(training));
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => group.StartRollout(new RolloutRequest { EnvIndex = 0 }));
        await training.Cancel();

        await training.Delete();

        Assert.Equal(RunStatus.Pruned, (await _host.Runs.FindHeadAsync(Assert.Single(_host.Runs.Ids)))!.Value.Status);
    }

    /// <summary>A sibling's run needs its parent's, and nothing but the run is there.</summary>
    [Fact]
    public async Task Delete_PrunesABranchThatACreationLeftBehind_BeforeWhatItGoesOnFrom()
    {
        var training = await _host.NewTrainingAsync();
        var group = await _host.NewGroupAsync(await _host.NewBatchAsync(training));
        await TrainingHost.PlayAsync(await _host.NewRolloutAsync(group), 2);
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => group.StartRollout(Sibling(turn: 1)));
        await training.Cancel();

        Assert.Null(await training.Delete());

        Assert.Equal(2, _host.Runs.Ids.Length);
        foreach (var run in _host.Runs.Ids)
        {
            Assert.Equal(RunStatus.Pruned, (await _host.Runs.FindHeadAsync(run))!.Value.Status);
        }
    }

    /// <summary>Whoever goes on may choose another turn, since rollouts were judged anew meanwhile.</summary>
    [Fact]
    public async Task StartRollout_AtAnotherTurnThanACreationThatBrokeOff_IsWhatItIsNow()
    {
        var group = await _host.NewGroupAsync();
        await TrainingHost.PlayAsync(await _host.NewRolloutAsync(group), 3);
        _host.Faults.FailWrite(2, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => group.StartRollout(Sibling(turn: 1)));

        var started = await group.StartRollout(Sibling(turn: 2));

        Assert.Equal((2, 2), (started.CurrentTurn, started.Definition.Request.Branch!.Turn));
    }

    private static RolloutRequest Sibling(int turn) =>
        new() { EnvIndex = 1, Branch = new RolloutBranch { EnvIndex = 0, Attempt = 1, Turn = turn } };

    private async Task<(string Training, string[] Rollouts)> TwoRolloutsAsync()
    {
        var training = await _host.NewTrainingAsync();
        var group = await _host.NewGroupAsync(await _host.NewBatchAsync(training));
        string[] rollouts = [(await group.StartRollout(new RolloutRequest { EnvIndex = 0 })).Id, (await group.StartRollout(new RolloutRequest { EnvIndex = 1 })).Id];
        return ((await training.Describe()).Id, rollouts);
    }

    /// <summary>Calls with a fault at the n-th write, then again without, here or on the silo that knows nothing of it yet.</summary>
    private async Task<T> BreakAsync<T>(int write, StorageFault fault, bool elsewhere, Func<IGrainFactory, Task<T>> call)
    {
        _host.Faults.FailWrite(write, fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => call(_host.Grains));
        return await call((elsewhere ? _other : _host).Grains);
    }
}
