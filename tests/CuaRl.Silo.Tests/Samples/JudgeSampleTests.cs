using System.Text.Json;
using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Samples;

public sealed class JudgeSampleTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task UsersOwnAndEndpoint_NamedByTrainingsAndTasks_GiveTheRewardsAndJudgements()
    {
        await using var endpoint = await LocalEndpoint.StartAsync();
        endpoint.Answer = """{"reward": 0.75}""";
        var folder = TestFolders.Create("judges");
        var endpoints = Path.Combine(folder, "endpoints.json");
        await File.WriteAllTextAsync(endpoints, $$"""{"reward_functions": {"remote": {"url": "{{endpoint.Url}}", "version": 4} } }""");
        var settings = ServiceSettings.From(
            "http://127.0.0.1:0", folder, DatabaseUrl.From(database.ConnectionString), _ => null, LogLevel.Warning,
            endpoints: endpoints, plugins: await OwnJudgesSample.BuildAsync());
        await using var service = await RunningService.StartAsync(settings, CancellationToken.None);
        await service.Grains.GetTaskCatalog().Save([new TaskDefinition
        {
            TaskId = "dark", Name = "Dark", Description = "Switch the dark theme on.", ValidationQuery = "dark_theme",
        }]);

        var byTurns = await RolloutAsync(service.Grains, "few-turns");
        var byEndpoint = await RolloutAsync(service.Grains, "remote");

        Assert.Equal(new RewardInfo { Value = 0.95, Function = "few-turns", Version = 1 }, byTurns.Reward);
        Assert.Equal(new RewardInfo { Value = 0.75, Function = "remote", Version = 4 }, byEndpoint.Reward);
        Assert.Single(endpoint.Questions);

        using var client = new HttpClient { BaseAddress = service.LocalUrl };
        using var answer = await client.PostAsync($"/api/v1/rollouts/{byTurns.Id}/rejudge", null);
        var judged = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

        Assert.False(judged.GetProperty("validation_passed").GetBoolean());
        Assert.Equal(["validator", "revalidation"], judged.GetProperty("validations").EnumerateArray()
            .Select(validation => validation.GetProperty("source").GetString()));
    }

    /// <summary>A rollout of one turn. Its runner judged it too well: it recorded what the device said.</summary>
    private static async Task<RolloutInfo> RolloutAsync(IGrainFactory grains, string rewardFunction)
    {
        var training = await grains.GetTrainingCatalog().Start(
            new TrainingDefinition { RunName = rewardFunction, ModelName = "m", RewardFunction = rewardFunction });
        await grains.GetTraining(training.Id).Begin();
        var batch = await grains.GetTraining(training.Id).StartBatch(new BatchRequest
        {
            SourceType = SourceType.Step, ModelPath = "m", NumGroups = 1, GroupSize = 1,
        });
        var group = await grains.GetBatch(batch.Id).StartGroup(new GroupRequest { GroupNumber = 0, TaskId = "dark", NumRollouts = 1 });
        var rollout = grains.GetRollout((await grains.GetGroup(group.Id).StartRollout(new RolloutRequest { EnvIndex = 0 })).Id);
        await rollout.RecordReset(new ResetObservation { Text = "home screen" });
        await rollout.RecordTurn(new TurnContent { Turn = 1, ModelResponse = "done", IsDone = true });
        return await rollout.Complete(new RolloutOutcome
        {
            TaskCompleted = true,
            StopReason = "finish_success",
            Counters = new ActionCounters
            {
                NumTotalActions = 1, ConsecutiveRepeatedActions = 0, ParseErrors = 0, ToolNameErrors = 0, ToolArgumentErrors = 0,
                RuntimeErrors = 0,
            },
            Validation = new ValidationReport
            {
                Success = true,
                ValidationQuery = "dark_theme",
                Details = JsonText.Parse("""{"command":"cmd uimode night","output":"Night mode: no","exit_code":0}"""),
            },
        });
    }
}
