using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>A rollout that is created while its training is stopped, by another silo, before it can be found.</summary>
public sealed class SweepRaceTests : IAsyncLifetime
{
    private readonly TrainingHost _host = new();
    private readonly TrainingHost _other;
    private string _training = null!;
    private IGroupGrain _group = null!;

    public SweepRaceTests() => _other = new TrainingHost(_host);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
        var training = await _host.NewTrainingAsync();
        _training = (await training.Describe()).Id;
        _group = await _host.NewGroupAsync(await _host.NewBatchAsync(training));

        // The other silo's activation looks once for what a sweep before it left, which must not be when a rollout is created:
        // only here, where silos do not know of each other, are there two activations of one to write it.
        var looks = _host.Trainings.Looks;
        await _other.Grains.GetTraining(_training).Describe();
        await Eventually.HoldsAsync("the look of the other silo", () => Task.FromResult(_host.Trainings.Looks > looks));
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Pause_WhileARolloutIsCreated_LeavesItPaused()
    {
        var creating = await CreatingAsync();

        await _other.Grains.GetTraining(_training).Pause();
        _host.Faults.Release();

        Assert.True((await creating).IsPaused);
        Assert.True(Assert.Single(_host.Trainings.Rollouts).IsPaused);
    }

    [Fact]
    public async Task Cancel_WhileARolloutIsCreated_LeavesItCancelled()
    {
        var creating = await CreatingAsync();

        await _other.Grains.GetTraining(_training).Cancel();
        _host.Faults.Release();

        await Assert.ThrowsAsync<TrainingInactiveException>(() => creating);
        Assert.Equal(RolloutStatus.Cancelled, Assert.Single(_host.Trainings.Rollouts).Status);
    }

    [Fact]
    public async Task Delete_WhileARolloutIsCreated_LeavesNothing()
    {
        var creating = await CreatingAsync();

        await _other.Grains.GetTraining(_training).Cancel();
        await _other.Grains.GetTraining(_training).Delete();
        _host.Faults.Release();

        await Assert.ThrowsAsync<NotFoundException>(() => creating);
        Assert.Equal(0, _host.Trainings.Count);
        Assert.Equal(RunStatus.Pruned, (await _host.Runs.FindHeadAsync(Assert.Single(_host.Runs.Ids)))!.Value.Status);
    }

    [Fact]
    public async Task Cancel_OfAGroupWhileARolloutIsCreatedInIt_LeavesItCancelled()
    {
        _host.Trainings.HoldStatus();
        var reads = _host.Trainings.StatusReads;
        var creating = _group.StartRollout(new RolloutRequest { EnvIndex = 0 });
        await Eventually.HoldsAsync("the rollout to ask", () => Task.FromResult(_host.Trainings.StatusReads > reads));

        await _group.Cancel();
        _host.Trainings.Release();

        await Assert.ThrowsAsync<InvalidTransitionException>(() => creating);
        Assert.Equal(RolloutStatus.Cancelled, Assert.Single(_host.Trainings.Rollouts).Status);
    }

    [Fact]
    public async Task StartRollout_FromTwoSilosAtOnce_IsOneRollout()
    {
        var id = (await _group.Describe()).Id;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var group = (i % 2 == 0 ? _host : _other).Grains.GetGroup(id);
            return await RepeatAsync(() => group.StartRollout(new RolloutRequest { EnvIndex = 0 }));
        }));

        Assert.Single(answers.Select(answer => (answer.Id, answer.Number)).Distinct());
        Assert.Single(_host.Trainings.Rollouts);
        Assert.Single(_host.Runs.Ids);
    }

    [Fact]
    public async Task Complete_FromTwoSilosAtOnce_EndsItOnce()
    {
        var rollout = await TrainingHost.PlayAsync(await _host.NewRolloutAsync(_group), 2);
        var id = (await rollout.Describe()).Id;
        await _other.Grains.GetRollout(id).Describe();

        var ends = await Task.WhenAll(new[] { _host, _other }.Select(
            host => RepeatAsync(() => host.Grains.GetRollout(id).Complete(TrainingHost.Outcome()))));

        Assert.Equal(ends[0], ends[1], RolloutComparer.Instance);
    }

    /// <summary>A rollout whose creation has begun and stands at its first write.</summary>
    private async Task<Task<RolloutInfo>> CreatingAsync()
    {
        var writes = _host.Faults.Writes;
        _host.Faults.Hold();
        var creating = _group.StartRollout(new RolloutRequest { EnvIndex = 0 });
        await Eventually.HoldsAsync("the first write", () => Task.FromResult(_host.Faults.Writes > writes));
        return creating;
    }

    /// <summary>The activation that lost ends, and the next one knows; bounded, since one of both always wins.</summary>
    private static async Task<T> RepeatAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (StaleStateException) when (tries < 10)
            {
                await Task.Yield();
            }
        }
    }
}
