using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Trainings that go on from a step of others: what they repeat, what they change, and what becomes of their parents.</summary>
public sealed class BranchedTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _folder = TestFolders.Create("branched");

    public static TheoryData<string, string[]> Kinds => new()
    {
        { "plain", [] },
        {
            "penalized",
            ["kl_penalty_coef=0.1", "compute_post_kl=true", "num_substeps=2", "eval_every=3", """eval_tasks={"source_type":"demo_eval","limit":2}"""]
        },
    };

    [PostgresTheory]
    [MemberData(nameof(Kinds))]
    public async Task Branch_OfATrainingUnderWay_RepeatsItUnlessItIsToldOtherwise_AndBothGoOn(string kind, string[] flags)
    {
        var hold = new StepHold();
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo);
        var whole = Completed(await service.TrainAsync(ShortTraining.Define($"untouched-{kind}", flags)));
        hold.After(service, $"parent-{kind}", step: 2);
        var parent = await service.StartTrainingAsync(ShortTraining.Define($"parent-{kind}", flags));
        await Eventually.HoldsAsync("a saved state", async () => (await parent.Describe()).CurrentStep >= 2);

        var same = await BranchAsync(service, parent, 2, $"same-{kind}");
        var other = await BranchAsync(service, parent, 2, $"other-{kind}", """{"learning_rate": 0.05, "seed": 0}""");
        hold.Release();
        var (parentEnd, sameEnd, otherEnd) = (
            Completed(await LoopService.EndOfAsync(parent)), Completed(await LoopService.EndOfAsync(same)),
            Completed(await LoopService.EndOfAsync(other)));

        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, parentEnd.Id);
        await TrainingTrace.AssertRepeatsAsync(database.Source, service.Checkpoints, whole.Id, sameEnd.Id, first: 3, last: "000006");
        Assert.Equal(
            await TrainingTrace.RolloutsAsync(database.Source, whole.Id, 3, 3), await TrainingTrace.RolloutsAsync(database.Source, otherEnd.Id, 3, 3));
        foreach (var step in new[] { 4, 5 })
        {
            Assert.NotEqual(
                await TrainingTrace.RolloutsAsync(database.Source, whole.Id, step, step),
                await TrainingTrace.RolloutsAsync(database.Source, otherEnd.Id, step, step));
        }

        Assert.NotEqual(
            TrainingTrace.States(service.Checkpoints, whole.Id)["000006"], TrainingTrace.States(service.Checkpoints, otherEnd.Id)["000006"]);
        Assert.Equal((100.0, 5, 3), (sameEnd.Progress.Percent, sameEnd.CurrentStep, sameEnd.StartStep));

        var grandchild = await BranchAsync(service, other, 5, $"grandchild-{kind}", """{"max_steps": 8}""");
        var last = Completed(await LoopService.EndOfAsync(grandchild));
        Assert.Equal(7, last.CurrentStep);
        Assert.Equal(parentEnd.Origin?.KlReferencePath ?? sameEnd.Origin!.KlReferencePath, last.Origin!.KlReferencePath);
        Assert.Equal(kind == "penalized", last.Origin.KlReferencePath is not null);
    }

    [PostgresFact]
    public async Task Branch_WhoseDriverIsLostBeforeItSavesAState_GoesOnFromItsParentsState()
    {
        TrainingInfo whole;
        string id;
        var (first, second) = (new StepHold(), new StepHold());
        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder, first.AddTo))
        {
            whole = Completed(await service.TrainAsync(ShortTraining.Define("nine-steps", "max_steps=9")));
            first.After(service, "lost-driver", step: 4);
            var branch = await BranchAsync(service, service.Grains.GetTraining(whole.Id), 2, "lost-driver", """{"save_every": 0}""");
            await Eventually.HoldsAsync("a step of its own", async () => (await branch.Describe()).CurrentStep >= 3);
            id = (await branch.Describe()).Id;
        }

        second.All();
        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder, second.AddTo))
        {
            var parent = service.Grains.GetTraining(whole.Id);
            Assert.Equal(["lost-driver"], (await Assert.ThrowsAsync<TrainingNeededException>(() => parent.Delete())).NeededBy.AsEnumerable());
            second.Release();

            var ended = Completed(await LoopService.EndOfAsync(service.Grains.GetTraining(id)));
            await TrainingTrace.AssertRepeatsAsync(database.Source, service.Checkpoints, whole.Id, id, first: 3, last: "000009");
            var replay = Assert.Single((await service.Grains.GetTrainingLoop(id).Describe()).Replays);
            Assert.Equal((3, ended.Origin!.CheckpointPath), (replay.FromStep, replay.StatePath));
            Assert.True(replay.ToStep > 3, $"{replay}");

            Assert.Null(await parent.Delete());
            Assert.False(Directory.Exists(Path.Combine(service.Checkpoints, whole.Id)));
            Assert.Equal("000009", Assert.Single(TrainingTrace.States(service.Checkpoints, id).Keys));
            Assert.Null(Assert.Single((await service.Grains.GetTrainingCatalog().Lineage(id)).Ancestors).Status);
        }
    }

    [PostgresFact]
    public async Task Branch_WhoseTasksMakeTooFewSteps_FailsAndSaysSo()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var whole = Completed(await service.TrainAsync(ShortTraining.Define("three-steps", "max_steps=3")));

        var branch = await BranchAsync(
            service, service.Grains.GetTraining(whole.Id), 2, "too-short", """{"max_steps": null, "epochs": 1, "groups_per_batch": 20}""");

        var ended = await LoopService.EndOfAsync(branch);
        Assert.Equal(TrainingStatus.Failed, ended.Status);
        Assert.Contains("branched off after step 2, and its tasks make 2 steps in all", ended.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<ITrainingGrain> BranchAsync(
        LoopService service, ITrainingGrain parent, int step, string name, string overrides = "{}")
    {
        await parent.BranchFrom(step, new TrainingBranch { RunName = name, Overrides = JsonText.Parse(overrides) });
        return service.Grains.GetTraining(RecordIds.Training(name));
    }

    private static TrainingInfo Completed(TrainingInfo ended)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        return ended;
    }
}
