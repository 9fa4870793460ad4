using System.Text.Json;
using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Silo.Tests.Service.Trainings;

/// <summary>Real episodes of a benchmark of computer use, loaded as the rollouts of an evaluation.</summary>
public sealed class RecordedEpisodesTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>
{
    private const string Oracle = "cua_traj/gbox_androidworld_rollouts.json";

    private static readonly string[] Members = ["file", "seed", "instance_id", "agent_name", "screen", "exception_info"];

    [OracleFact(Oracle)]
    public async Task Episodes_Loaded_ReadBackEqualAndAddUp()
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(OracleFolder.PathOf(Oracle)));
        var episodes = file.RootElement.GetProperty("rollouts").EnumerateArray().ToList();
        Assert.Equal(29, episodes.Count);

        var batch = await StartAsync(episodes);
        List<string> rollouts = [];
        for (var i = 0; i < episodes.Count; i++)
        {
            var group = await batch.StartGroup(
                new GroupRequest { GroupNumber = i, TaskId = Text(episodes[i], "task_template"), NumRollouts = 1 });
            rollouts.Add(await RecordAsync(episodes[i], group.Id));
            await service.Grains.GetGroup(group.Id).Complete();
        }

        var completed = await batch.Complete(new BatchResult());
        await service.RestartAsync();

        for (var i = 0; i < episodes.Count; i++)
        {
            await AssertEqualAsync(episodes[i], service.Grains.GetRollout(rollouts[i]));
        }

        var statistics = (await service.Grains.GetBatch(completed.Id).Describe()).Statistics!;
        var rewards = episodes.Select(episode => Number(episode, "is_successful")).ToList();
        var mean = rewards.Average();
        Assert.Equal(episodes.Count, statistics.Count);
        Assert.Equal(rewards.Count(reward => reward == 1), statistics.SuccessCount);
        Assert.Equal(mean, statistics.RewardMean!.Value, 12);
        Assert.Equal(
            Math.Sqrt(rewards.Sum(reward => (reward - mean) * (reward - mean)) / (rewards.Count - 1)), statistics.RewardStd!.Value, 12);
        Assert.Equal(episodes.Average(episode => episode.GetProperty("agent_output").GetArrayLength()), statistics.AverageTurns!.Value, 12);
        var listed = await service.Grains.GetTrainingCatalog().ListRollouts(
            new RolloutQuery { BatchId = completed.Id, MinReward = 1, CountsAll = true });
        Assert.Equal(statistics.SuccessCount, listed.Total);
    }

    private async Task<IBatchGrain> StartAsync(List<JsonElement> episodes)
    {
        await service.Grains.GetTaskCatalog().Save([.. episodes.Select(episode => new TaskDefinition
        {
            TaskId = Text(episode, "task_template"),
            Name = Text(episode, "task_template"),
            Description = Text(episode, "goal"),
            ValidationQuery = "wifi_enabled",
            ExpectedResult = JsonText.Parse("true"),
        })]);
        var training = await service.Grains.GetTrainingCatalog().Start(
            new TrainingDefinition { RunName = "episodes", ModelName = Text(episodes[0], "agent_name") });
        var batch = await service.Grains.GetTraining(training.Id).StartBatch(new BatchRequest
        {
            SourceType = SourceType.Eval, ModelPath = "claude", NumGroups = episodes.Count, GroupSize = 1,
        });
        return service.Grains.GetBatch(batch.Id);
    }

    private async Task<string> RecordAsync(JsonElement episode, string group)
    {
        var started = await service.Grains.GetGroup(group).StartRollout(
            new RolloutRequest { EnvIndex = 0, Status = RolloutStatus.Running, EnvironmentType = "gbox" });
        var rollout = service.Grains.GetRollout(started.Id);
        await rollout.RecordReset(new ResetObservation { Text = Text(episode, "goal"), Info = Json(episode.GetProperty("screen")) });
        var turns = Turns(episode);
        foreach (var turn in turns)
        {
            await rollout.RecordTurn(turn);
        }

        await rollout.Complete(new RolloutOutcome
        {
            StopReason = "finish_success",
            TaskCompleted = true,
            Counters = new ActionCounters
            {
                NumTotalActions = turns.Count, ConsecutiveRepeatedActions = 0, ParseErrors = 0, ToolNameErrors = 0,
                ToolArgumentErrors = 0, RuntimeErrors = 0,
            },
            Validation = new ValidationReport { Success = Number(episode, "is_successful") == 1 },
            RolloutSeconds = Number(episode, "run_time_s"),
            Summary = Summary(episode),
        });
        return started.Id;
    }

    private static async Task AssertEqualAsync(JsonElement episode, IRolloutGrain rollout)
    {
        var page = await rollout.GetTurns(new TurnQuery { From = 0 });
        var turns = Turns(episode);
        Assert.Null(page.Next);
        Assert.Equal(turns.Count + 1, page.Items.Length);
        Assert.Equal(Text(episode, "goal"), page.Items[0].Content.ObservationText);
        Assert.Equal(Json(episode.GetProperty("screen")), page.Items[0].Info);
        foreach (var (sent, stored) in turns.Zip(page.Items.Skip(1)))
        {
            Assert.Equal(
                (sent.Turn, sent.ModelResponse, sent.Metrics, sent.IsDone),
                (stored.Content.Turn, stored.Content.ModelResponse, stored.Content.Metrics, stored.Content.IsDone));
        }

        var info = await rollout.Describe();
        Assert.Equal(RolloutStatus.Completed, info.Status);
        Assert.Equal(Summary(episode), info.Outcome!.Summary);
        Assert.Equal(Number(episode, "run_time_s"), info.Outcome.RolloutSeconds);
        Assert.Equal(Number(episode, "is_successful") == 1, info.Validations[^1].Report.Success);
        Assert.Equal(Number(episode, "is_successful"), info.Reward!.Value);
    }

    private static List<TurnContent> Turns(JsonElement episode)
    {
        var outputs = episode.GetProperty("agent_output").EnumerateArray().Select(output => output.GetString()).ToList();
        return
        [
            .. outputs.Select((output, i) => new TurnContent
            {
                Turn = i + 1,
                ModelResponse = output,
                IsDone = i == outputs.Count - 1,
                Metrics = JsonText.Parse(
                    $$"""{"step_count":{{episode.GetProperty("step_count")[i]}},"error":{{episode.GetProperty("error")[i].GetRawText()}}}"""),
            }),
        ];
    }

    private static JsonText Summary(JsonElement episode) => JsonText.Parse(JsonSerializer.Serialize(
        episode.EnumerateObject().Where(member => Members.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value)));

    private static JsonText Json(JsonElement value) => JsonText.Parse(value.GetRawText());

    private static string Text(JsonElement episode, string member) => episode.GetProperty(member).GetString()!;

    private static double Number(JsonElement episode, string member) => episode.GetProperty(member).GetDouble();
}
