using System.Text.Json;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Trainings whose rollouts run ahead of their steps: none too far, and each is trained on once, whatever happens.</summary>
public sealed class AsyncTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Steps = 7;
    private const int Bound = 2;

    private static readonly string[] Flags = [$"max_steps={Steps}", $"max_steps_off_policy={Bound}", $"pipeline_depth={Bound}", "save_every=0"];

    private readonly string _folder = TestFolders.Create("async");

    [PostgresFact]
    [Trait("Flag", "max_steps_off_policy")]
    [Trait("Flag", "pipeline_depth")]
    public async Task Training_WithinABound_TrainsOnEachGroupOnceAndAsLateAsItMay()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var ended = await service.TrainAsync(ShortTraining.Define("ahead", Flags));

        var steps = await AuditAsync(service, ended);
        Assert.Equal([0, 1, 2, 2, 2, 2, 2], steps.Select(step => Metric(step, "async/staleness_max")));
        Assert.Equal([0, 1, 2, 2, 2, 2, 2], steps.Select(step => Metric(step, "async/staleness_min")));
        Assert.All(steps.Skip(Bound), step => Assert.True(
            step.StartTime < steps[step.Request.Step - 1].TrainingStartTime, $"step {step.Request.Step} waited for the one before"));
    }

    /// <summary>One turn is too few for any task, so that all rewards are 0.</summary>
    [PostgresFact]
    [Trait("Flag", "remove_constant_reward_groups")]
    public async Task Training_OfConstantGroupsAlone_LeavesAllOutAndTakesNoOptimizerStep()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var ended = await service.TrainAsync(ShortTraining.Define(
            "constant", [.. Flags.Where(flag => flag != "save_every=0"), "save_every=1", "max_turns=1", "warm_start=false", "remove_constant_reward_groups=true"]));

        var steps = await AuditAsync(service, ended);
        Assert.All(steps, step =>
        {
            Assert.All(StepBatch.Read(step.TrainedOn!.Utf8.Span).Groups, group => Assert.Equal(StepPlanning.Constant, group.LeftOut));
            Assert.Equal((null, 0), (step.Result!.Loss, step.Result.NumTokens));
            Assert.Equal(step.Request.NumGroups, Metric(step, "groups/constant"));
            Assert.Equal("All rewards are uniform. There will be no gradient", step.Result.StatusMessage);
        });
        Assert.Single(TrainingTrace.States(service.Checkpoints, ended.Id).Values.Distinct());
    }

    [PostgresFact]
    public async Task Training_WithABoundOfZero_IsASynchronousOne()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var synchronous = await service.TrainAsync(ShortTraining.Define("synchronous"));
        var ended = await service.TrainAsync(ShortTraining.Define("bound-of-zero", "max_steps_off_policy=0"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(TrainingTrace.States(service.Checkpoints, synchronous.Id), TrainingTrace.States(service.Checkpoints, ended.Id));
    }

    [PostgresFact]
    public async Task Training_PausedAndWhoseServiceStops_LosesNoGroupAndTakesNoneTwice()
    {
        string id;
        var hold = new StepHold();
        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo))
        {
            hold.After(service, "stopped-ahead", Steps - 2);
            var training = await service.StartTrainingAsync(ShortTraining.Define("stopped-ahead", Flags));
            id = (await training.Describe()).Id;
            await StepIsDoneAsync(training, 0);
            await training.Pause("somebody");
            await service.NoLeaseIsLeftAsync();
            await training.Resume("somebody");
            await StepIsDoneAsync(training, 2);
        }

        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder))
        {
            var ended = await LoopService.EndOfAsync(service.Grains.GetTraining(id));
            await AuditAsync(service, ended);
            Assert.NotEmpty((await service.Grains.GetTrainingLoop(id).Describe()).Replays);
            await service.NoLeaseIsLeftAsync();
        }
    }

    /// <summary>Every rollout of every step is in what one step trained on, and its policy was within the bound.</summary>
    private async Task<BatchInfo[]> AuditAsync(LoopService service, TrainingInfo ended)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var steps = await Task.WhenAll(Enumerable.Range(0, Steps).Select(
            step => service.Grains.GetBatch(RecordIds.Batch(ended.Id, "step", step)).Describe()));
        var taken = new List<string>();
        foreach (var step in steps)
        {
            Assert.Equal(BatchStatus.Completed, step.Status);
            foreach (var member in StepBatch.Read(step.TrainedOn!.Utf8.Span).Groups.SelectMany(group => group.Members))
            {
                var attempt = (await service.Grains.GetRollout(member.RolloutId).Describe()).Attempts[^1];
                Assert.Equal(attempt.Attempt, member.Attempt);
                Assert.InRange(step.Request.Step - attempt.PolicyStep!.Value, 0, Bound);
                taken.Add(member.RolloutId);
            }
        }

        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.Equal(
            taken.Count, await database.ScalarAsync<long>($"SELECT count(*) FROM rollout_record WHERE training_id = '{ended.Id}' AND source_type = 'step'"));
        return steps;
    }

    private static Task StepIsDoneAsync(ITrainingGrain training, int step) => Eventually.HoldsAsync(
        $"step {step}", async () => (await training.Describe()).CurrentStep >= step);

    private static double Metric(BatchInfo step, string name)
    {
        using var metrics = JsonDocument.Parse(step.Result!.Metrics!.Utf8);
        return metrics.RootElement.GetProperty(name).GetDouble();
    }
}
