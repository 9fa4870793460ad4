using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Trainings that the service would drive, whose steps are completed by hand.</summary>
internal static class Driven
{
    private static int _last;

    /// <summary>A definition of the embedded trainer with a name of its own.</summary>
    public static TrainingDefinition Define(params string[] flags)
    {
        var resolution = LoopResolver.Resolve(
            FlagArguments.Read(["provider=embedded", "eval_every=0", .. flags]), DateTimeOffset.UnixEpoch, new LoopSurroundings());
        Assert.Empty(resolution.Faults);
        return LoopDefinitions.ToDefinition(resolution.Configuration!, $"driven-{Interlocked.Increment(ref _last)}", logPath: null);
    }

    /// <summary>A running training with so many completed steps, of which every third one saved a state.</summary>
    public static async Task<ITrainingGrain> NewAsync(TrainingHost host, int steps, params string[] flags)
    {
        var training = await host.NewTrainingAsync(Define(flags));
        await TakeAsync(host, training, [.. Enumerable.Range(0, steps)]);
        return training;
    }

    /// <summary>Completes steps; the third, the sixth and so on save a state.</summary>
    public static async Task TakeAsync(TrainingHost host, ITrainingGrain training, params int[] steps)
    {
        var name = (await training.Describe()).RunName;
        foreach (var step in steps)
        {
            var request = TrainingHost.Batch(step: step) with { ModelPath = $"{name}/weights/{step}" };
            await host.Grains.GetBatch((await training.StartBatch(request)).Id).Complete(new BatchResult
            {
                Loss = step / 8.0,
                ModelPath = $"{name}/weights/{step + 1}",
                CheckpointPath = step % 3 == 2 ? $"{name}/states/{step + 1}" : null,
            });
        }
    }

    /// <summary>A branch that runs.</summary>
    public static async Task<ITrainingGrain> BranchAsync(TrainingHost host, ITrainingGrain parent, int step, string name, string overrides = "{}")
    {
        await parent.BranchFrom(step, Branch(name, overrides));
        var branch = host.Grains.GetTraining(RecordIds.Training(name));
        await branch.Begin();
        return branch;
    }

    public static TrainingBranch Branch(string name, string overrides = "{}") => new()
    {
        RunName = name, Overrides = JsonText.Parse(overrides),
    };
}
