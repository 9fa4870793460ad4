using System.Text;
using System.Text.Json;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Batches;
using CuaRl.Grains.Groups;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Tests.Support;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>Payloads as they were and are stored. A golden file is never edited: a new shape is a new file.</summary>
public sealed class RecordPayloadTests
{
    private const int Usual = 8 * 1024;

    private static readonly DateTimeOffset Created = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static readonly ProgressInfo Progress = new()
    {
        Percent = 12.5, AverageTurnSeconds = 10.25, EstimatedTotalSeconds = 820, EstimatedRemainingSeconds = 717.5,
    };

    private static readonly StatisticsState Statistics = new()
    {
        Count = 3,
        Masked = 1,
        RewardMean = 0.5,
        RewardStd = 0.25,
        SuccessCount = 2,
        StrictSuccessCount = 1,
        AverageTurns = 4.5,
        FractionMixed = 0.5,
        FractionAllGood = 0.25,
        FractionAllBad = 0.25,
        IsRewardHackingSuspected = true,
    };

    private static readonly string TrainingId = RecordIds.Training("golden");
    private static readonly string BatchId = RecordIds.Batch(TrainingId, "step", 3);
    private static readonly string GroupId = RecordIds.Group(BatchId, 1);

    private static TrainingState TrainingBranch => TrainingState.From(
        RecordIds.Training("branch"),
        9,
        new TrainingDefinition { RunName = "branch", ModelName = "embedded/linear", Config = JsonText.Parse("""{"provider" : "embedded"}""") },
        new TrainingOrigin
        {
            TrainingId = TrainingId,
            TrainingNumber = 7,
            RunName = "golden",
            Step = 3,
            CheckpointPath = "embedded://golden/weights/000004",
            ModelPath = "embedded://golden/sampler_weights/000004",
            KlReferenceTrainingId = TrainingId,
            KlReferencePath = "embedded://golden/sampler_weights/000000",
        },
        Created);

    private static TrainingState Training => TrainingState.From(
        TrainingId,
        7,
        new TrainingDefinition
        {
            RunName = "golden",
            ModelName = "Qwen/Qwen3",
            LogPath = "logs/golden",
            BatchSize = 2,
            RendererName = "qwen3",
            WandbProject = "cua",
            WandbName = "golden",
            TotalSteps = 10,
            EvalTasks = 9,
            Config = JsonText.Parse("""{"provider" : "tinker"}"""),
        },
        Created) with
    {
        Status = TrainingStatus.Failed,
        Phase = TrainingPhase.Failed,
        CurrentStep = 3,
        StartStep = 4,
        CheckpointPath = "tinker://state/000003",
        StatusMessage = "Training failed: \"é\"",
        ErrorMessage = "\"é\"",
        Actor = "ann",
        Progress = Progress,
        IsArchived = true,
        IsDeleting = true,
        StartTime = Created.AddMinutes(1),
        EndTime = Created.AddHours(1),
    };

    private static BatchState Batch => BatchState.From(
        BatchId,
        8,
        new BatchDefinition
        {
            TrainingId = TrainingId,
            TrainingNumber = 7,
            Request = new BatchRequest { SourceType = SourceType.Step, Step = 3, ModelPath = "tinker://sampler/000003", NumGroups = 2, GroupSize = 4 },
            MaxTurns = 20,
            LearningRate = 1e-5,
            Temperature = 1,
            RewardFunction = "binary",
            BoxType = "android",
            MaxConcurrentRollouts = 8,
        },
        Created)
        .Moved(BatchStatus.RolloutRunning, Created.AddMinutes(1))
        .Moved(BatchStatus.Training, Created.AddMinutes(2))
        .Moved(BatchStatus.Completed, Created.AddMinutes(3))
        .With(new BatchResult
        {
            Loss = 0.5,
            KlDivergence = 0.01,
            PolicyGradientNorm = 1.5,
            NumTokens = 1234,
            ModelPath = "tinker://sampler/000004",
            CheckpointPath = "tinker://state/000003",
            Metrics = JsonText.Parse("""{"entropy":0.5}"""),
            StatusMessage = "done",
        }) with
    {
        ErrorMessage = "none",
        CompletedSubsteps = 1,
        TotalSubsteps = 2,
        Statistics = Statistics,
        Progress = Progress,
    };

    private static GroupDefinition GroupDefinition => new()
    {
        TrainingId = TrainingId,
        TrainingNumber = 7,
        BatchId = BatchId,
        BatchNumber = 8,
        SourceType = SourceType.Step,
        Step = 3,
        ModelPath = "tinker://sampler/000003",
        Request = new GroupRequest { GroupNumber = 1, TaskId = "demo_01_wifi", NumRollouts = 4 },
        Task = new RolloutTask
        {
            TaskId = "demo_01_wifi", Number = 3, MaxSteps = 10, ValidationQuery = "wifi_enabled", ExpectedResult = JsonText.Parse("true"),
        },
        MaxTurns = 10,
        Temperature = 1,
        RewardFunction = "binary",
        BoxType = "android",
        MaxConcurrentRollouts = 8,
    };

    private static GroupState Group => GroupState.From(GroupId, 9, GroupDefinition, Created) with
    {
        Status = GroupStatus.Failed,
        StatusMessage = "Group rollout failed: x",
        ErrorMessage = "x",
        Statistics = Statistics,
        CompletedRollouts = 3,
        EndTime = Created.AddHours(1),
        Progress = Progress,
    };

    private static RolloutState Least => RolloutState.From(
        RecordIds.Rollout(GroupId, 2),
        10,
        new RolloutDefinition { GroupId = GroupId, GroupRecordNumber = 9, Group = GroupDefinition, Request = new RolloutRequest { EnvIndex = 2 } },
        Created).WithAttempt(Created);

    private static RolloutState Rollout
    {
        get
        {
            var lost = Least.Moved(RolloutStatus.EnvCreation, Created.AddSeconds(1)).With(
                new RolloutReport
                {
                    Environment = new EnvironmentReport
                    {
                        Status = EnvironmentStatus.Running, BoxId = "box-1", StatusMessage = "up", Config = JsonText.Parse("""{"expiresIn":"60m"}"""),
                    },
                },
                Created.AddSeconds(2));
            return lost.With(lost.Attempt.Ended(AttemptStatus.InfraFailed, "device_lost", "gone", Created.AddSeconds(3)))
                .WithAttempt(Created.AddSeconds(3))
                .Moved(RolloutStatus.AgentInit, Created.AddSeconds(4))
                .Moved(RolloutStatus.Running, Created.AddSeconds(5))
                .Completed(
                    TrainingHost.Outcome() with
                    {
                        Reward = 1,
                        Errors = ["slow"],
                        TaskStartTime = Created.AddSeconds(5),
                        TaskEndTime = Created.AddSeconds(9),
                        Summary = JsonText.Parse("""{"note":"\u0000"}"""),
                        Validation = new ValidationReport
                        {
                            Success = false,
                            StrictSuccess = false,
                            ValidationQuery = "wifi_enabled",
                            ExpectedResult = JsonText.Parse("true"),
                            ActualResult = "0",
                            ExecutionSeconds = 0.5,
                            ErrorMessage = "not on",
                            Details = JsonText.Parse("""{"command":"settings get global wifi_on"}"""),
                        },
                    },
                    turns: 4,
                    new RewardInfo { Value = 1, Function = "given", Version = 0 },
                    Created.AddSeconds(10))
                .Judged(
                    new ValidationState { Source = ValidationSource.Override, Success = true, Actor = "ann", Reason = "seen" },
                    Created.AddSeconds(20)) with
            {
                IsPaused = true,
                StatusMessage = "done",
                ErrorKind = "none",
                ErrorMessage = "none",
            };
        }
    }

    [Fact]
    public void Write_EveryField_IsTheGoldenPayloadByteForByte()
    {
        Assert.Equal(Golden("training-v1-full"), Write(Training));
        Assert.Equal(Golden("training-v2-branch"), Write(TrainingBranch));
        Assert.Equal(Golden("batch-v1-full"), Write(Batch));
        Assert.Equal(Golden("group-v1-full"), Write(Group));
        Assert.Equal(Golden("rollout-v1-full"), Write(Rollout));
        Assert.Equal(Golden("rollout-v1-least"), Write(Least));
    }

    [Fact]
    public void Read_GoldenPayloads_WritesThemBackByteForByte()
    {
        Assert.Equal(Golden("training-v1-full"), Write(Read<TrainingState>("training-v1-full")));
        Assert.Equal(Golden("training-v2-branch"), Write(Read<TrainingState>("training-v2-branch")));
        Assert.Equal(Golden("batch-v1-full"), Write(Read<BatchState>("batch-v1-full")));
        Assert.Equal(Golden("group-v1-full"), Write(Read<GroupState>("group-v1-full")));
        Assert.Equal(Golden("rollout-v1-full"), Write(Read<RolloutState>("rollout-v1-full")));
        Assert.Equal(Golden("rollout-v1-least"), Write(Read<RolloutState>("rollout-v1-least")));
    }

    [Fact]
    public void Read_GoldenPayloads_GivesTheRecordsBack()
    {
        Assert.Equal(Training.Info, Read<TrainingState>("training-v1-full").Info);
        Assert.Equal(TrainingBranch.Info, Read<TrainingState>("training-v2-branch").Info);
        Assert.Equal(Batch.Info, Read<BatchState>("batch-v1-full").Info);
        Assert.Equal(Group.Info, Read<GroupState>("group-v1-full").Info);
        Assert.Equal(Rollout.Info(4), Read<RolloutState>("rollout-v1-full").Info(4), RolloutComparer.Instance);
    }

    [Fact]
    public void Read_MembersOfANewerBuild_KeepsThem()
    {
        const string Newer = """{"id":"x","from_tomorrow":{"a":[1]}}""";

        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<TrainingState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<BatchState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<GroupState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<RolloutState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Payloads_OfUsualRecords_StaySmall() => Assert.All(
        [Write(Training), Write(Batch), Write(Group), Write(Rollout)], payload => Assert.InRange(Encoding.UTF8.GetByteCount(payload), 1, Usual));

    private static string Write<T>(T state) => JsonSerializer.Serialize(state, GrainStateJson.Options);

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Golden(name), GrainStateJson.Options)!;

    private static string Golden(string name) => File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Trainings", "golden", $"{name}.json"), Encoding.UTF8);
}
