using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Loops;

/// <summary>The control record of a training's loop.</summary>
internal sealed record TrainingLoopState
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "training_loop";

    private const int MaxReplays = 100;

    [JsonPropertyName("training_id")]
    public string TrainingId { get; set; } = "";

    [JsonPropertyName("driver")]
    public string? Driver { get; set; }

    /// <summary>The greatest that was ever given: it never goes back.</summary>
    [JsonPropertyName("token")]
    public long Token { get; set; }

    [JsonPropertyName("lease_seconds")]
    public double LeaseSeconds { get; set; }

    [JsonPropertyName("expires_at")]
    public DateTimeOffset? ExpiresAt { get; set; }

    [JsonPropertyName("session_id")]
    public string? SessionId { get; set; }

    [JsonPropertyName("step")]
    public int Step { get; set; }

    [JsonPropertyName("sequence")]
    public long Sequence { get; set; }

    [JsonPropertyName("sampler_path")]
    public string? SamplerPath { get; set; }

    [JsonPropertyName("tasks")]
    public ImmutableArray<string>? Tasks { get; set; }

    [JsonPropertyName("eval_tasks")]
    public ImmutableArray<string>? EvalTasks { get; set; }

    [JsonPropertyName("replays")]
    public ImmutableArray<ReplayState> Replays { get; set; } = [];

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public LoopInfo Info => new()
    {
        TrainingId = TrainingId,
        Driver = Driver,
        Token = Token,
        ExpiresAt = ExpiresAt,
        Cursor = SessionId is null ? null : new TrainerCursor
        {
            SessionId = SessionId, Step = Step, Sequence = Sequence, SamplerPath = SamplerPath ?? "",
        },
        Replays = [.. Replays.Select(replay => replay.Replay)],
        Tasks = Tasks is { } training ? new TrainingTasks { Training = training, Evaluation = EvalTasks ?? [] } : null,
    };

    public bool IsHeldBy(long token, DateTimeOffset now) => Driver is not null && Token == token && now < ExpiresAt;

    /// <summary>The lease of a driver: its own, longer, or the next one.</summary>
    public TrainingLoopState Taken(string driver, TimeSpan duration, DateTimeOffset now) => this with
    {
        Token = Driver == driver && now < ExpiresAt ? Token : Token + 1,
        Driver = driver,
        LeaseSeconds = duration.TotalSeconds,
        ExpiresAt = now + duration,
    };

    public TrainingLoopState Renewed(DateTimeOffset now) => this with { ExpiresAt = now + TimeSpan.FromSeconds(LeaseSeconds) };

    public TrainingLoopState Released() => this with { Driver = null, ExpiresAt = null };

    public TrainingLoopState At(TrainerCursor cursor) =>
        this with { SessionId = cursor.SessionId, Step = cursor.Step, Sequence = cursor.Sequence, SamplerPath = cursor.SamplerPath };

    public TrainingLoopState On(TrainingTasks tasks) =>
        Tasks is null ? this with { Tasks = tasks.Training, EvalTasks = tasks.Evaluation } : this;

    public TrainingLoopState With(LoopReplay replay) =>
        this with { Replays = [.. Replays.TakeLast(MaxReplays - 1), ReplayState.From(replay)] };
}

/// <summary>Steps that were taken again.</summary>
internal sealed record ReplayState
{
    [JsonPropertyName("session_id")]
    public string SessionId { get; set; } = "";

    [JsonPropertyName("state_path")]
    public string? StatePath { get; set; }

    [JsonPropertyName("from_step")]
    public int FromStep { get; set; }

    [JsonPropertyName("to_step")]
    public int ToStep { get; set; }

    [JsonPropertyName("at")]
    public DateTimeOffset At { get; set; }

    [JsonIgnore]
    public LoopReplay Replay => new()
    {
        SessionId = SessionId, StatePath = StatePath, FromStep = FromStep, ToStep = ToStep, At = At,
    };

    public static ReplayState From(LoopReplay replay) => new()
    {
        SessionId = replay.SessionId, StatePath = replay.StatePath, FromStep = replay.FromStep, ToStep = replay.ToStep, At = replay.At,
    };
}

[JsonSerializable(typeof(TrainingLoopState))]
internal sealed partial class TrainingLoopStateContext : JsonSerializerContext;
