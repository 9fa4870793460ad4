using System.Text.Json;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using CuaRl.TestKit.Tinker;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Siblings that go on from a turn of a recorded rollout, on a device that is restored to what it was then.</summary>
public sealed class BranchedRolloutTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Roots = 4;
    private const int Siblings = 2;

    private static readonly string[] Flags = [$"branch_rollouts={Siblings}", "max_steps=2", "save_every=0", "groups_per_batch=3", "seed=5"];

    private readonly string _folder = TestFolders.Create("siblings");

    [PostgresTheory]
    [Trait("Flag", "branch_rollouts")]
    [Trait("Flag", "branch_turn")]
    [Trait("Flag", "step_advantage_weight")]
    [InlineData("from-the-middle", null, 1)]
    [InlineData("from-turn-2", 2, 0.5)]
    public async Task Training_WithSiblings_ComparesThemFromWhereTheyWentOn(string name, int? turn, double weight)
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);

        string[] chosen = turn is null ? [] : [$"branch_turn={turn}"];
        var ended = await service.TrainAsync(ShortTraining.Define(name, [.. Flags, .. chosen, FormattableString.Invariant($"step_advantage_weight={weight}")]));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var branched = 0;
        for (var step = 0; step < 2; step++)
        {
            var batch = await service.Grains.GetBatch(RecordIds.Batch(ended.Id, "step", step)).Describe();
            foreach (var group in StepBatch.Read(batch.TrainedOn!.Utf8.Span).Groups)
            {
                branched += await AuditAsync(service, group, turn, weight);
                var record = await service.Grains.GetGroup(RecordIds.Group(batch.Id, group.Group)).Describe();
                Assert.Equal(group.Members.Count(member => member.Parent is null), record.Statistics!.Count + record.Statistics.Masked);
            }

            // What is sampled after another's turns is sampled from what the trainer makes of them: the ratio is 1.
            Assert.Equal(0, Metric(batch, "optim/kl_sample_train_v2"), 1e-9);
            Assert.Equal(
                StepBatch.Read(batch.TrainedOn.Utf8.Span).Groups.SelectMany(group => group.Members).Count(member => member.Parent is not null),
                Metric(batch, "branch/siblings"));
            Assert.Equal(StepBatch.Read(batch.TrainedOn.Utf8.Span).FracGrouped(), Metric(batch, "branch/frac_grouped"));
        }

        Assert.InRange(branched, 1, 6);
        await service.NoLeaseIsLeftAsync();

        // A trajectory that others go on from is deleted after theirs.
        Assert.Null(await service.Grains.GetTraining(ended.Id).Delete("somebody"));
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) FROM rollout_record WHERE training_id = '{ended.Id}'"));
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) FROM run WHERE simulation_id = '{ended.Id}' AND status <> 'pruned'"));
    }

    public static TheoryData<string, string[]> Kinds => new()
    {
        { "siblings", Flags },
        { "gigpo", ["gigpo=true", "max_steps=2", "save_every=0", "groups_per_batch=3", "seed=5"] },
    };

    [PostgresTheory]
    [MemberData(nameof(Kinds))]
    public async Task Training_WhoseTrainerLosesItsSession_TakesItsStepsAgainFromTheirRecords(string kind, string[] flags)
    {
        ForgetfulTrainer? trainer = null;
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, _folder, services => services.Wrap<ITrainer>(embedded => trainer = new ForgetfulTrainer(embedded)));
        var whole = await service.TrainAsync(ShortTraining.Define($"whole-{kind}", flags));

        trainer!.ForgetAt(2 + 2);
        var ended = await service.TrainAsync(ShortTraining.Define($"forgotten-{kind}", flags));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(1, trainer.Forgotten);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
    }

    [PostgresFact]
    public async Task Training_ByTinker_GoesOnWithTheConversation()
    {
        await using var server = await TinkerServer.StartAsync();
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder, TinkerTraining.At(server));

        var ended = await service.TrainAsync(TinkerTraining.Define(
            "tinker-siblings", "branch_rollouts=1", "max_steps=1", "save_every=0", "groups_per_batch=3", "group_size=2", "max_turns=4", "branch_turn=1"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var batch = await service.Grains.GetBatch(RecordIds.Batch(ended.Id, "step", 0)).Describe();
        Assert.InRange(Metric(batch, "branch/siblings"), 1, 3);
        Assert.Equal(0, Metric(batch, "optim/kl_sample_train_v2"), 1e-6);
    }

    /// <returns>1 for a group with siblings that went on from one of it, else 0.</returns>
    private async Task<int> AuditAsync(LoopService service, StepGroup group, int? turn, double weight)
    {
        Assert.Equal(Roots + Siblings, group.Members.Length);
        var rollouts = await Task.WhenAll(group.Members.Select(member => service.Grains.GetRollout(member.RolloutId).Describe()));
        Assert.All(rollouts, rollout => Assert.Equal(RolloutStatus.Completed, rollout.Status));
        var choice = BranchChoice.Of([.. rollouts.Take(Roots).Select(root => root.Reward is null ? (int?)null : root.CurrentTurn)], turn);
        Assert.All(rollouts.Take(Roots), root => Assert.Null(root.Definition.Request.Branch));
        Assert.All(rollouts.Skip(Roots), sibling => Assert.Equal(
            choice is { } at
                ? new RolloutBranch { EnvIndex = at.Member, Attempt = rollouts[at.Member].Attempts[^1].Attempt, Turn = at.Turn }
                : null,
            sibling.Definition.Request.Branch));
        if (choice is not { } chosen)
        {
            return 0;
        }

        var parent = rollouts[chosen.Member];
        foreach (var sibling in rollouts[Roots..])
        {
            await GoesOnAsync(service, parent, sibling, chosen.Turn);
        }

        if (group.LeftOut is null)
        {
            AssertAdvantages(group, rollouts, chosen, weight);
        }

        return 1;
    }

    /// <summary>A sibling's run is a branch of its parent's, and its device showed what the parent's had shown.</summary>
    private async Task GoesOnAsync(LoopService service, RolloutInfo parent, RolloutInfo sibling, int turn)
    {
        var run = await service.Grains.GetRun(sibling.Attempts[^1].RunId).Describe();
        Assert.Equal((parent.Attempts[^1].RunId, new StateId(parent.Attempts[^1].RunId, turn)), (run.Definition.ParentRunId, run.Definition.StartsAfter));
        var (theirs, own) = (await TurnsAsync(service, parent), await TurnsAsync(service, sibling));
        Assert.True(sibling.CurrentTurn > turn, $"{sibling.CurrentTurn} turns, {turn} in common");
        Assert.Equal(theirs.Take(turn).Select(one => one.State), own.Take(turn).Select(one => one.State));
        Assert.NotNull(theirs[turn - 1].Content.DeviceSnapshot);
        Assert.Equal((theirs[turn - 1].Content.ScreenshotAfter, null), (own[turn].ScreenshotBefore, own[turn].Content.ScreenshotBefore));
        Assert.Equal(sibling.CurrentTurn, own.Length);
        Assert.All(own.Skip(turn), one => Assert.Null(one.Content.DeviceSnapshot));

        // The tables of the original tell the same.
        Assert.Equal(sibling.CurrentTurn, await CountAsync("turn WHERE turn > 0", sibling));
        Assert.Equal(sibling.CurrentTurn, await CountAsync("obs WHERE obs_type = 'screenshot_before' AND sha256 IS NOT NULL", sibling));
        Assert.Equal(own.Sum(one => one.Content.Actions.Length), await CountAsync("action WHERE true", sibling));
        Assert.Equal(sibling.CurrentTurn, await database.ScalarAsync<int>(
            $"SELECT json_array_length(trajectory_data_json::json -> 'training_data') FROM rollout WHERE uuid = '{sibling.Id}'"));
    }

    private async Task<int> CountAsync(string what, RolloutInfo rollout) =>
        (int)await database.ScalarAsync<long>($"SELECT count(*) FROM {what} AND rollout_uuid = '{rollout.Id}'");

    /// <summary>Computed from the rewards alone, by the definition.</summary>
    private static void AssertAdvantages(StepGroup group, RolloutInfo[] rollouts, BranchChoice chosen, double weight)
    {
        var rewards = rollouts.Select(rollout => rollout.Reward!.Value).ToArray();
        var baseline = rewards.Take(Roots).Average();
        var ofStep = rewards.Skip(Roots).Append(rewards[chosen.Member]).Average();
        Assert.Equal(baseline, group.Baseline!.Value, 1e-12);
        Assert.Equal(ofStep, Assert.Single(group.StepGroups!.Value).Baseline!.Value, 1e-12);
        for (var place = 0; place < rollouts.Length; place++)
        {
            var member = group.Members[place];
            var (isRoot, isIn) = (place < Roots, place == chosen.Member || place >= Roots);
            var episode = rewards[place] - baseline;
            Assert.Equal(episode, member.Advantage!.Value, 1e-12);
            Assert.Equal(isRoot ? null : chosen.Member, member.Parent);
            for (var turn = isRoot ? 1 : chosen.Turn + 1; turn <= rollouts[place].CurrentTurn; turn++)
            {
                var expected = episode + (isIn && turn > chosen.Turn ? weight * (rewards[place] - ofStep) : 0);
                Assert.Equal(expected, member.AdvantageOf(turn), 1e-12);
            }
        }
    }

    private static async Task<StoredTurn[]> TurnsAsync(LoopService service, RolloutInfo rollout) =>
        [.. (await service.Grains.GetRollout(rollout.Id).GetTurns(new TurnQuery { From = 1 })).Items];

    private static double Metric(BatchInfo step, string name)
    {
        using var metrics = JsonDocument.Parse(step.Result!.Metrics!.Utf8);
        return metrics.RootElement.GetProperty(name).GetDouble();
    }
}
