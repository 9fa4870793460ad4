using CuaRl.Silo.Tests.Service.Trees;

namespace CuaRl.Silo.Tests.Service.Monitor;

/// <summary>A training with a step of two rollouts, one of which has ended, recorded by the grains.</summary>
internal sealed record RecordedTraining(TrainingInfo Training, BatchInfo Step, GroupInfo Group, RolloutInfo Ended, RolloutInfo Live)
{
    private const string Task = "wifi_on";

    public static TrainingDefinition Definition(string name) => new()
    {
        RunName = name,
        ModelName = "Qwen/Qwen3-VL-30B-A3B-Instruct",
        LogPath = "/logs",
        TotalSteps = 2,
        GroupsPerBatch = 1,
        GroupSize = 2,
        MaxTurns = 4,
        EvalEvery = 0,
        MaxConcurrentRollouts = 2,
    };

    /// <param name="service">The service.</param>
    /// <param name="name">The training's.</param>
    /// <param name="screenshot">A stored blob.</param>
    public static async Task<RecordedTraining> RecordAsync(ServiceInProcess service, string name, string? screenshot = null)
    {
        await service.Grains.GetTaskCatalog().Save(
        [
            new()
            {
                TaskId = Task,
                Name = "Wifi on",
                Description = "Turn Wifi on.",
                MaxSteps = 10,
                ValidationQuery = "wifi_enabled",
                ExpectedResult = JsonText.Parse("true"),
            },
        ]);
        var started = await service.Grains.GetTrainingCatalog().Start(Definition(name));
        var training = service.Grains.GetTraining(started.Id);
        await training.Begin();
        var step = await training.StartBatch(
            new() { SourceType = SourceType.Step, Step = 0, ModelPath = "tinker://0", NumGroups = 1, GroupSize = 2 });
        var group = await service.Grains.GetBatch(step.Id).StartGroup(new() { GroupNumber = 0, TaskId = Task, NumRollouts = 2 });
        var ended = await StartAsync(service, group, 0);
        await TurnAsync(service, ended, 1, screenshot);
        await TurnAsync(service, ended, 2, screenshot, isDone: true);
        ended = await service.Grains.GetRollout(ended.Id).Complete(Outcome);
        var live = await StartAsync(service, group, 1);
        await TurnAsync(service, live, 1, screenshot);
        return new(
            await training.Describe(), await service.Grains.GetBatch(step.Id).Describe(),
            await service.Grains.GetGroup(group.Id).Describe(), ended, live);
    }

    public static Task TurnAsync(ServiceInProcess service, RolloutInfo rollout, int turn, string? screenshot = null, bool isDone = false) =>
        service.Grains.GetRollout(rollout.Id).RecordTurn(new()
        {
            Turn = turn,
            ModelResponse = "I tap it.",
            Actions =
            [
                new()
                {
                    ActionType = "click",
                    ToolName = "action",
                    ToolArguments = JsonText.Parse("""{"target":"Wifi"}"""),
                    Result = """{"coordinates":{"x":3,"y":4},"exec_time":0.5}""",
                },
            ],
            ObservationText = "a switch",
            ScreenshotAfter = screenshot,
            ModelInput = JsonText.Parse("""{"messages":[{"role":"user"}]}"""),
            StageTimings = JsonText.Parse("""{"model":1.5}"""),
            TurnSeconds = 2,
            IsDone = isDone,
        });

    private static RolloutOutcome Outcome => new()
    {
        TaskCompleted = true,
        AgentReportedSuccess = true,
        StopReason = "finished",
        Counters = new()
        {
            NumTotalActions = 2,
            ConsecutiveRepeatedActions = 0,
            ParseErrors = 0,
            ToolNameErrors = 0,
            ToolArgumentErrors = 0,
            RuntimeErrors = 0,
        },
        RolloutSeconds = 4,
        Validation = new()
        {
            Success = false,
            ValidationQuery = "wifi_enabled",
            ExpectedResult = JsonText.Parse("true"),
            ActualResult = "0",
            ExecutionSeconds = 0.25,
            Details = JsonText.Parse("""{"command":"settings get global wifi_on"}"""),
        },
    };

    private static async Task<RolloutInfo> StartAsync(ServiceInProcess service, GroupInfo group, int index)
    {
        var rollout = await service.Grains.GetGroup(group.Id).StartRollout(new() { EnvIndex = index });
        var grain = service.Grains.GetRollout(rollout.Id);
        await grain.Report(new()
        {
            Status = RolloutStatus.EnvCreation,
            Environment = new() { Status = EnvironmentStatus.Running, BoxId = "box-1", BoxType = "android" },
        });
        await grain.RecordReset(new() { Text = "the home screen" });
        return await grain.Report(new() { Status = RolloutStatus.Running });
    }
}
