using CuaRl.Grains.Tests.Support;
using CuaRl.Grains.Trainings;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>Changes of a training with more below than one call reaches.</summary>
public sealed class LargeSweepTests : IAsyncLifetime
{
    private const int Groups = 20;
    private const int GroupSize = 64;
    private const int Rollouts = Groups * GroupSize;

    private readonly TrainingHost _host = new();
    private readonly TrainingHost _other;
    private ITrainingGrain _training = null!;
    private string _id = null!;

    public LargeSweepTests() => _other = new TrainingHost(_host);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
        _training = await _host.NewTrainingAsync();
        _id = (await _training.Describe()).Id;
        var batch = await _host.NewBatchAsync(_training);
        for (var number = 0; number < Groups; number++)
        {
            var group = await _host.NewGroupAsync(batch, number, GroupSize);
            await Task.WhenAll(Enumerable.Range(0, GroupSize).Select(index => _host.NewRolloutAsync(group, index)));
        }
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task EveryChange_AnswersAfterAPiece_AndReachesTheRestByItself()
    {
        var paused = await _training.Pause("ann");
        Assert.Equal((TrainingStatus.Paused, Rollouts - Sweep.PieceSize), (paused.Status, paused.Unreached));
        await ReachedAsync();
        Assert.All(_host.Trainings.Rollouts, rollout => Assert.True(rollout.IsPaused));

        var resumed = await _training.Resume();
        Assert.Equal((TrainingStatus.Running, Rollouts - Sweep.PieceSize), (resumed.Status, resumed.Unreached));
        await ReachedAsync();
        Assert.All(_host.Trainings.Rollouts, rollout => Assert.False(rollout.IsPaused));

        var cancelled = await _training.Cancel();
        Assert.Equal((TrainingStatus.Cancelled, Rollouts + Groups + 1 - Sweep.PieceSize), (cancelled.Status, cancelled.Unreached));
        await ReachedAsync();
        Assert.All(_host.Trainings.Rollouts, rollout => Assert.Equal(RolloutStatus.Cancelled, rollout.Status));
        Assert.Empty(await _host.Trainings.ListIdsAsync(RecordKind.Step, Guid.Parse(_id), null, null, onlyOpen: true, default));

        var left = await _training.Delete();
        Assert.Equal((true, Rollouts + Groups + 1 - Sweep.PieceSize), (left!.IsDeleting, left.Unreached));
        await Eventually.HoldsAsync("everything to be deleted", () => Task.FromResult(_host.Trainings.Count == 0));
        await Assert.ThrowsAsync<NotFoundException>(() => _host.Grains.GetTraining(_id).Describe());
        Assert.All(
            await Task.WhenAll(_host.Runs.Ids.Select(run => _host.Runs.FindHeadAsync(run))),
            head => Assert.Equal(RunStatus.Pruned, head!.Value.Status));
    }

    [Fact]
    public async Task Cancel_WhilePausing_ReachesWhatThePauseHadNot()
    {
        await _training.Pause();

        await _training.Cancel();

        await ReachedAsync();
        Assert.All(_host.Trainings.Rollouts, rollout => Assert.Equal(RolloutStatus.Cancelled, rollout.Status));
    }

    [Fact]
    public async Task Pause_OfASiloThatIsGone_GoesOnWhereverTheTrainingIsActivatedNext()
    {
        // The first piece is written, and the tick after it meets a fault, as all do from then on.
        _host.Faults.FailWritesFrom(1 + (2 * Sweep.PieceSize) + 50, StorageFault.BeforeTheWrite);
        await _training.Pause();
        await Eventually.HoldsAsync("the tick to fail", () => Task.FromResult(_host.Faults.Failed));
        await _host.DisposeAsync();
        Assert.Contains(_host.Trainings.Rollouts, rollout => !rollout.IsPaused);

        Assert.True((await _other.Grains.GetTraining(_id).Describe()).Unreached > 0);

        await Eventually.HoldsAsync(
            "all to be paused", () => Task.FromResult(_host.Trainings.Rollouts.All(rollout => rollout.IsPaused)));
        await Eventually.HoldsAsync(
            "nothing to be left", async () => (await _other.Grains.GetTraining(_id).Describe()).Unreached == 0);
    }

    private Task ReachedAsync() =>
        Eventually.HoldsAsync("all to be reached", async () => (await _training.Describe()).Unreached == 0);
}
