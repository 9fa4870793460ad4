using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;
using CuaRl.Silo.Loop;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>
/// A driver that stood still until another one had taken its training over goes on where it was, and nothing comes of it. It does not
/// look whether its lease is over, as one whose time stood still.
/// </summary>
public sealed class FencedDriverTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly string[] Flags =
        ["warm_start=false", "group_size=3", "groups_per_batch=2", "max_steps=4", "save_every=2", "max_turns=4"];

    private readonly ShiftedTime _time = new();
    private readonly StoppedTime[] _keepers = [new(), new()];
    private readonly TaskCompletionSource _wakes = new(), _goesOn = new();
    private HeldTrainer? _trainer;

    private HeldTrainer Trainer => _trainer!;

    [PostgresFact]
    public async Task Driver_ThatStoodStillInARollout_LeavesTheAttemptsOfTheOneThatTookOverAlone()
    {
        await using var service = await StartAsync("in-rollouts");
        var whole = await TrainAsync(service, "whole-rollouts");
        var (frozen, other) = (Trainer.Opened + 1, Trainer.Opened + 2);
        var isStill = false;
        Trainer.BeforeStep = (driver, _) =>
        {
            isStill |= driver == frozen;
            return Task.CompletedTask;
        };
        Trainer.BeforeTurn = (driver, _, _) => driver == frozen && isStill ? _wakes.Task : driver == other ? _goesOn.Task : Task.CompletedTask;
        var training = await service.StartTrainingAsync(ShortTraining.Define("frozen-rollouts", Flags));
        var id = (await training.Describe()).Id;
        await DriveAsync(service, id, _keepers[0], after: 0);
        await PlayingAsync(id, attempt: 1);

        await TakeOverAsync(service, id);
        await PlayingAsync(id, attempt: 2);
        await WakeAsync(frozen);
        _goesOn.SetResult();

        await AssertSameAsync(service, whole, await LoopService.EndOfAsync(training));
        Assert.Equal(0, await CountAsync(id, "attempt_count <> CASE step WHEN 1 THEN 2 ELSE 1 END"));
    }

    [PostgresFact]
    public async Task Driver_ThatStoodStillInAnOptimizerStep_DoesNotTakeTheTrainingBack()
    {
        await using var service = await StartAsync("in-steps");
        var whole = await TrainAsync(service, "whole-steps");
        var (frozen, other) = (Trainer.Opened + 1, Trainer.Opened + 2);
        var (frozenSteps, otherSteps) = (0, 0);
        Trainer.BeforeStep = (driver, _) =>
            driver == frozen && ++frozenSteps == 2 ? _wakes.Task
            : driver == other && ++otherSteps == 3 ? _goesOn.Task
            : Task.CompletedTask;
        var training = await service.StartTrainingAsync(ShortTraining.Define("frozen-steps", Flags));
        var id = (await training.Describe()).Id;
        await DriveAsync(service, id, _keepers[0], after: 0);
        await Eventually.HoldsAsync("it stands still", () => Task.FromResult(Volatile.Read(ref frozenSteps) == 2));

        await TakeOverAsync(service, id);
        await Eventually.HoldsAsync("the other is in the last step", () => Task.FromResult(Volatile.Read(ref otherSteps) == 3));
        var before = await training.Describe();
        await WakeAsync(frozen);
        var after = await training.Describe();
        _goesOn.SetResult();

        Assert.Equal((2, before.StatusMessage, before.Phase), (after.CurrentStep, after.StatusMessage, after.Phase));
        await AssertSameAsync(service, whole, await LoopService.EndOfAsync(training));
    }

    /// <summary>Keepers that look when they are told to, and the grains' time.</summary>
    private Task<LoopService> StartAsync(string name) => LoopService.StartAsync(
        database.ConnectionString, TestFolders.Create(name),
        services =>
        {
            services.Wrap<ITrainer>(embedded => _trainer = new HeldTrainer(new MumblingTrainer(embedded)));
            services.AddSingleton<TimeProvider>(_time);
            foreach (var time in _keepers)
            {
                services.AddSingleton<IHostedService, LoopKeeper>(provider => new LoopKeeper(
                    provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<TrainingLoops>(),
                    provider.GetRequiredService<LeftAlone>(), provider.GetRequiredService<Patience>(), provider.GetRequiredService<IIdGenerator>(),
                    new ServiceSettings { Addresses = [], DataDirectory = "", DriverLease = Lease }, time,
                    provider.GetRequiredService<ILogger<LoopKeeper>>()));
            }
        });

    private async Task<TrainingInfo> TrainAsync(LoopService service, string name)
    {
        var training = await service.StartTrainingAsync(ShortTraining.Define(name, Flags));
        await DriveAsync(service, (await training.Describe()).Id, _keepers[0], after: 0);
        return await LoopService.EndOfAsync(training);
    }

    private Task TakeOverAsync(LoopService service, string id)
    {
        _time.Advance(Lease + Look);
        return DriveAsync(service, id, _keepers[1], after: 1);
    }

    private static Task DriveAsync(LoopService service, string id, StoppedTime keeper, long after) => Eventually.HoldsAsync(
        "it is driven",
        async () =>
        {
            if (keeper.Next <= Look)
            {
                keeper.Advance(Look);
            }

            return (await service.Grains.GetTrainingLoop(id).Describe()).Token > after;
        });

    /// <summary>The one that stood still goes on until it lets go.</summary>
    private Task WakeAsync(int frozen)
    {
        var closed = frozen - 1;
        Assert.Equal(closed, Trainer.Closed);
        _wakes.SetResult();
        return Eventually.HoldsAsync("it lets go", () => Task.FromResult(Trainer.Closed > closed));
    }

    private Task PlayingAsync(string id, int attempt) => Eventually.HoldsAsync(
        $"attempt {attempt} at the second step", async () => await CountAsync(id, $"step = 1 AND status = 'running' AND attempt_count = {attempt}") == 6);

    private Task<long> CountAsync(string id, string condition) =>
        database.ScalarAsync<long>($"SELECT count(*) FROM rollout_record WHERE training_id = '{id}' AND ({condition})");

    private async Task AssertSameAsync(LoopService service, TrainingInfo whole, TrainingInfo ended)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
        await service.NoLeaseIsLeftAsync();
    }
}
