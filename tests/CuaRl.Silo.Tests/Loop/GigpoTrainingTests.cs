using System.Text.Json;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Loop;

public sealed class GigpoTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const double Gamma = 0.9;

    /// <summary>The rollouts of a group begin on one screen, so that their first turns at least are compared.</summary>
    [PostgresFact]
    [Trait("Flag", "gigpo")]
    [Trait("Flag", "gigpo_gamma")]
    public async Task Training_ByGigpo_ComparesTurnsThatSawTheSameScreen()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("gigpo"));

        var ended = await service.TrainAsync(ShortTraining.Define(
            "gigpo", "gigpo=true", "gigpo_gamma=0.9", "max_steps=1", "save_every=0", "groups_per_batch=8", "remove_constant_reward_groups=true"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var step = await service.Grains.GetBatch(RecordIds.Batch(ended.Id, "step", 0)).Describe();
        var batch = StepBatch.Read(step.TrainedOn!.Utf8.Span);
        Assert.NotEmpty(batch.Kept);
        foreach (var group in batch.Kept)
        {
            await AuditAsync(service, group);
        }

        using var metrics = JsonDocument.Parse(step.Result!.Metrics!.Utf8);
        var share = metrics.RootElement.GetProperty("gigpo/frac_grouped").GetDouble();
        Assert.Equal(batch.FracGrouped(), share);
        Assert.InRange(share, 0.1, 1);
    }

    /// <summary>Computed from the recorded screens and rewards, turn by turn.</summary>
    private static async Task AuditAsync(LoopService service, StepGroup group)
    {
        var rows = new List<(StepMember Member, int Turn, string Screen, double Return, double Score)>();
        foreach (var member in group.Members.Where(member => member.Reward is not null))
        {
            var turns = (await service.Grains.GetRollout(member.RolloutId).GetTurns(new TurnQuery { From = 1 })).Items;
            rows.AddRange(turns.Select((turn, i) => (
                member, i + 1, turn.ScreenshotBefore!, member.Reward!.Value * Math.Pow(Gamma, turns.Length - 1 - i), member.Reward.Value)));
        }

        var mean = rows.Average(row => row.Score);
        Assert.True(rows.GroupBy(row => row.Screen).Max(same => same.Count()) >= group.Members.Length, "they began on one screen");
        foreach (var same in rows.GroupBy(row => row.Screen))
        {
            var baseline = same.Average(row => row.Return);
            Assert.All(same, row => Assert.Equal(row.Score - mean + (row.Return - baseline), row.Member.AdvantageOf(row.Turn), 1e-9));
            var place = group.StepGroups!.Value.Select(one => one.Observation).ToList().IndexOf(same.Key);
            Assert.Equal(same.Count() > 1, place >= 0);
            Assert.All(same, row => Assert.Equal(
                place < 0 ? null : place, row.Member.Turns!.Value.Single(piece => piece.From <= row.Turn && row.Turn <= piece.To).StepGroup));
        }
    }
}
