using System.Collections.Concurrent;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>What becomes of rollouts as time passes, which here only does when it is told to.</summary>
public sealed class TimedTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    /// <summary>More than a rollout waits for a device of a pool that is drained.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly StoppedTime _time = new();
    private readonly ConcurrentQueue<string> _log = new();
    private HeldTrainer? _trainer;
    private LoopService? _service;

    private HeldTrainer Trainer => _trainer!;

    private LoopService Service => _service!;

    public async Task InitializeAsync() => _service = await LoopService.StartAsync(
        database.ConnectionString, TestFolders.Create("timed"),
        services =>
        {
            services.Wrap<ITrainer>(embedded => _trainer = new HeldTrainer(new MumblingTrainer(embedded)));
            services.AddRolloutTime(_time, _log);
        });

    public async Task DisposeAsync() => await Service.DisposeAsync();

    [PostgresFact]
    [Trait("Flag", "max_turn_time_seconds")]
    public async Task Turn_ThatThePolicyDoesNotAnswerInTime_EndsTheRollout()
    {
        var waiting = 0;
        Trainer.BeforeTurn = (_, turn, cancellationToken) => turn == 1 ? Task.CompletedTask : WaitAsync(cancellationToken);
        var training = await Service.StartTrainingAsync(ShortTraining.Define("slow-turns", [.. OneGroup, "max_turn_time_seconds=40"]));
        await Eventually.HoldsAsync("all wait for the policy", () => Task.FromResult(Volatile.Read(ref waiting) == 4));
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(4, Volatile.Read(ref waiting));
        _time.Advance(TimeSpan.FromSeconds(1));
        var ended = await LoopService.EndOfAsync(training);

        await AssertStoppedAsync(ended, "model_timeout_turn_2", seconds: 40);

        async Task WaitAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref waiting);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }
    }

    [PostgresFact]
    [Trait("Flag", "max_task_time_seconds")]
    public async Task Rollout_ThatTakesLongerThanATaskMay_EndsBeforeItsNextTurn()
    {
        Trainer.BeforeTurn = (_, _, _) =>
        {
            _time.Advance(TimeSpan.FromSeconds(180));
            return Task.CompletedTask;
        };
        var ended = await Service.TrainAsync(ShortTraining.Define(
            "slow-tasks", [.. OneGroup, "max_concurrent_rollouts=1", "max_turn_time_seconds=200", "max_task_time_seconds=180"]));

        await AssertStoppedAsync(ended, "timeout_3min", seconds: 180);
    }

    [PostgresFact]
    public async Task Training_WhosePoolIsDrained_WaitsAndSaysSoUntilThePoolIsConfiguredAgain()
    {
        string[] flags =
            ["warm_start=false", "groups_per_batch=2", "max_steps=3", "save_every=0", "max_turn_time_seconds=80000", "max_task_time_seconds=80000"];
        var whole = await Service.TrainAsync(ShortTraining.Define("undrained", flags));
        var pool = Service.Grains.GetDevicePool(LoopService.Pool);
        TaskCompletionSource learns = new(), isDrained = new();
        Trainer.BeforeStep = (_, _) =>
        {
            learns.TrySetResult();
            return isDrained.Task;
        };
        var training = await Service.StartTrainingAsync(ShortTraining.Define("drained", flags));
        await learns.Task;

        await pool.Drain();
        isDrained.SetResult();
        await Eventually.HoldsAsync("it waits", () => Task.FromResult(_time.Next <= Pause));
        Assert.Contains(_log, line => line.Contains(
            $"waits for a device: Pool '{LoopService.Pool}' is draining", StringComparison.Ordinal));
        _time.Advance(Pause);
        await Eventually.HoldsAsync("it waits again", () => Task.FromResult(_time.Next <= Pause));
        Assert.Equal(TrainingStatus.Running, (await training.Describe()).Status);

        await pool.Configure(new DevicePoolDefinition { BoxType = LoopService.Pool, MaxSize = LoopService.Devices });
        await Eventually.HoldsAsync("the training ends", async () =>
        {
            if (_time.Next <= Pause)
            {
                _time.Advance(Pause);
            }

            return (await training.Describe()).EndTime is not null;
        });
        var ended = await training.Describe();
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        await TrainingTrace.AssertSameAsync(database.Source, Service.Checkpoints, whole.Id, ended.Id);
        Assert.Equal(0, await database.ScalarAsync<long>(
            $"SELECT count(*) FROM rollout_record WHERE training_id = '{ended.Id}' AND attempt_count > 1"));
    }

    /// <summary>Rollouts that do not end in their first turn, since no call is made in it.</summary>
    private static string[] OneGroup => ["warm_start=false", "group_size=4", "groups_per_batch=1", "max_steps=1", "save_every=0"];

    private async Task AssertStoppedAsync(TrainingInfo ended, string reason, double seconds)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await database.ScalarAsync<long>(
            $"SELECT count(*) FROM rollout_record WHERE training_id = '{ended.Id}' AND status = 'completed' AND stop_reason = '{reason}' AND reward IS NOT NULL AND num_turns = 1 AND rollout_time = {seconds}"));
    }
}
