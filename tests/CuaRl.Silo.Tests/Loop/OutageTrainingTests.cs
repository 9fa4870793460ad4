using System.Collections.Concurrent;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>What a training waits for is no fault of its policy, and costs it no rollout. Time passes here when it is told to.</summary>
public sealed class OutageTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    /// <summary>No pause is longer while something is away.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(32);

    private readonly StoppedTime _time = new();
    private HeldTrainer? _trainer;
    private AbsentRewards? _rewards;
    private LossyPhones? _phones;
    private LoopService? _service;

    private HeldTrainer Trainer => _trainer!;

    private LoopService Service => _service!;

    public async Task InitializeAsync() => _service = await LoopService.StartAsync(
        database.ConnectionString, TestFolders.Create("outages"),
        services =>
        {
            services.Wrap<ITrainer>(embedded => _trainer = new HeldTrainer(new MumblingTrainer(embedded)));
            services.Wrap<IRewardFunctions>(functions => _rewards = new AbsentRewards(functions));
            services.Wrap<IDeviceDriver>(phones => _phones = new LossyPhones(phones));
            services.AddRolloutTime(_time, new ConcurrentQueue<string>());
        });

    public async Task DisposeAsync() => await Service.DisposeAsync();

    [PostgresFact]
    public async Task Training_WhoseTrainerIsAwayForLongerThanTurnsMayTake_SaysSoAndLosesNoRollout()
    {
        var isAway = true;
        Trainer.BeforeTurn = (_, _, _) => isAway ? throw Away() : Task.CompletedTask;
        var training = await Service.StartTrainingAsync(ShortTraining.Define("away-for-long", [.. OneGroup, "max_turn_time_seconds=70", "max_retries=3"]));
        await Eventually.HoldsAsync(
            "it says what it waits for",
            async () => (await training.Read()).StatusMessage?.StartsWith("waiting for the trainer: ", StringComparison.Ordinal) == true);
        var id = (await training.Read()).Id;

        await PassUntilAsync("ten times as long as a turn", () => Task.FromResult(_time.GetElapsedTime(0) > TimeSpan.FromSeconds(700)));
        await Service.NoLeaseIsLeftAsync();
        await Eventually.HoldsAsync("all wait", () => Task.FromResult(_time.Waiting == 4));
        isAway = false;
        var ended = await EndOfAsync(training);

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await CountAsync(id, "attempt_count = 2"));
        Assert.Equal(4, await CountAsync(id, "status = 'completed' AND reward IS NOT NULL AND stop_reason NOT LIKE 'model%'"));
        Assert.Equal(1, await database.ScalarAsync<long>($"SELECT count(*) FROM group_record WHERE training_id = '{id}' AND status = 'completed'"));
    }

    [PostgresFact]
    public async Task Rollout_WhoseTrainerIsAwayAgainAndAgain_GivesItsDeviceBackBeforeTheLeaseIsOver()
    {
        var asked = 0;
        Trainer.BeforeTurn = (_, _, _) => Interlocked.Increment(ref asked) % 2 == 1 && asked < 12 ? throw Away(TimeSpan.FromMinutes(4)) : Task.CompletedTask;
        var training = await Service.StartTrainingAsync(ShortTraining.Define(
            "flaps", [.. OneGroup, "max_concurrent_rollouts=1", "max_turn_time_seconds=1000", "max_task_time_seconds=180"]));

        await PassUntilAsync("the training ends", async () => (await training.Read()).EndTime is not null, TimeSpan.FromMinutes(4));
        var ended = await training.Describe();

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await CountAsync(ended.Id, "status = 'completed' AND reward IS NOT NULL AND stop_reason NOT LIKE 'timeout%'"));
        Assert.NotEqual(0, await CountAsync(ended.Id, "attempt_count > 1"));
    }

    [PostgresFact]
    public async Task Rollout_WhoseTrainerIsFoundAwayJustWhenItsTurnIsOver_IsDoneAgain()
    {
        var asked = 0;
        Trainer.BeforeTurn = (_, _, _) =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return Task.CompletedTask;
            }

            _time.Advance(TimeSpan.FromSeconds(70));
            throw Away();
        };

        var ended = await Service.TrainAsync(ShortTraining.Define(
            "away-at-the-limit", [.. OneGroup, "max_concurrent_rollouts=1", "max_turn_time_seconds=70"]));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(1, await CountAsync(ended.Id, "attempt_count = 2"));
        Assert.Equal(4, await CountAsync(ended.Id, "status = 'completed' AND reward IS NOT NULL"));
    }

    [PostgresFact]
    public async Task Rollout_ThatWaitedForTheTrainer_HasTheTimeOfItsTaskStill()
    {
        var refusals = 0;
        Trainer.BeforeTurn = (_, _, _) => Interlocked.Increment(ref refusals) <= 9 ? throw Away(TimeSpan.FromSeconds(30)) : Task.CompletedTask;
        var training = await Service.StartTrainingAsync(ShortTraining.Define(
            "away-for-turns", [.. OneGroup, "max_concurrent_rollouts=1", "max_turn_time_seconds=1000", "max_task_time_seconds=180"]));

        await PassUntilAsync("the trainer is back", () => Task.FromResult(Volatile.Read(ref refusals) > 9), LongestPause);
        var ended = await LoopService.EndOfAsync(training);

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await CountAsync(ended.Id, "status = 'completed' AND attempt_count = 1 AND stop_reason NOT LIKE 'timeout%' AND num_turns > 1"));
    }

    [PostgresFact]
    public async Task Rollout_ThatWaitedForItsDevice_HasTheTimeOfItsTaskStill()
    {
        Trainer.BeforeTurn = (_, turn, _) =>
        {
            if (turn == 1)
            {
                _phones!.PutOffNext(9);
            }

            return Task.CompletedTask;
        };
        var training = await Service.StartTrainingAsync(ShortTraining.Define(
            "devices-away", [.. OneGroup, "max_concurrent_rollouts=1", "max_turn_time_seconds=1000", "max_task_time_seconds=180"]));

        var ended = await EndOfAsync(training);

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await CountAsync(ended.Id, "status = 'completed' AND attempt_count = 1 AND stop_reason NOT LIKE 'timeout%' AND num_turns > 1"));
        Assert.Equal(4, await CountAsync(ended.Id, "rollout_time >= 270"));
    }

    [PostgresFact]
    public async Task Training_WhoseRewardsCannotBeComputedForNow_SaysSoAndComputesThemLater()
    {
        _rewards!.BeAbsent(6);
        var training = await Service.StartTrainingAsync(ShortTraining.Define("unrewarded", OneGroup));
        await Eventually.HoldsAsync(
            "it says what it waits for",
            async () => (await training.Read()).StatusMessage is { } says
                && says.StartsWith("waiting for a reward: ", StringComparison.Ordinal) && says.Contains("503", StringComparison.Ordinal));

        var ended = await EndOfAsync(training);

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(4, await CountAsync(ended.Id, "status = 'completed' AND reward IS NOT NULL AND attempt_count = 1"));
    }

    private static string[] OneGroup => ["warm_start=false", "group_size=4", "groups_per_batch=1", "max_steps=1", "save_every=0"];

    private static TrainerUnavailableException Away(TimeSpan? retryAfter = null) => new("embedded", "it answered 503", retryAfter);

    private Task<long> CountAsync(string training, string condition) =>
        database.ScalarAsync<long>($"SELECT count(*) FROM rollout_record WHERE training_id = '{training}' AND ({condition})");

    private async Task<TrainingInfo> EndOfAsync(ITrainingGrain training)
    {
        await PassUntilAsync("the training ends", async () => (await training.Read()).EndTime is not null, LongestPause);
        return await training.Describe();
    }

    /// <summary>Whatever is waited for comes, one after the other.</summary>
    private Task PassUntilAsync(string what, Func<Task<bool>> holds, TimeSpan? most = null) => Eventually.HoldsAsync(what, async () =>
    {
        if (_time.Next is { } next && next <= (most ?? TimeSpan.MaxValue))
        {
            _time.Advance(next);
        }

        return await holds();
    });
}
