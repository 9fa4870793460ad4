using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

public sealed class MixWarningTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Warning = "frac_mixed stayed below 0.05 for 5 steps: ";

    [PostgresFact]
    public async Task Training_WhoseGroupsAllHaveEqualRewards_SaysSoAfterFiveStepsWhoeverDrivesIt()
    {
        HeldTrainer? trainer = null;
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("mix"),
            services => services.Wrap<ITrainer>(embedded => trainer = new HeldTrainer(embedded)));
        var training = service.Grains.GetTraining(RecordIds.Training("hopeless"));
        var held = 0;
        var goesOn = new TaskCompletionSource();
        trainer!.BeforeStep = (_, cancellationToken) => HoldAfterAsync(5, cancellationToken);

        // Nobody succeeds in one turn.
        await service.StartTrainingAsync(ShortTraining.Define(
            "hopeless", "warm_start=false", "max_turns=1", "group_size=2", "groups_per_batch=2", "max_steps=7", "save_every=0"));
        Assert.StartsWith(Warning, await MessageAsync(), StringComparison.Ordinal);

        // The next driver has ended no step yet.
        await training.Pause(null);
        var loop = service.Grains.GetTrainingLoop((await training.Describe()).Id);
        await Eventually.HoldsAsync("nobody drives it", async () => await loop.Describe() is { Driver: null });
        await training.Resume(null);
        Assert.StartsWith(Warning, await MessageAsync(), StringComparison.Ordinal);
        goesOn.SetResult();
        Assert.Equal(TrainingStatus.Completed, (await LoopService.EndOfAsync(training)).Status);

        async Task HoldAfterAsync(int step, CancellationToken cancellationToken)
        {
            if ((await training.Describe()).CurrentStep != step)
            {
                return;
            }

            Interlocked.Increment(ref held);
            try
            {
                await goesOn.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref held);
            }
        }

        async Task<string?> MessageAsync()
        {
            await Eventually.HoldsAsync("it is held", () => Task.FromResult(Volatile.Read(ref held) == 1));
            return (await training.Describe()).StatusMessage;
        }
    }
}
