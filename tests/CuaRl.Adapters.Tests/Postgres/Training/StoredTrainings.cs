using System.Text;
using System.Text.Json.Nodes;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>Writes records of trainings and their parts as grains do: as JSON, through the storage's statements.</summary>
internal sealed class StoredTrainings(PostgresDatabase database)
{
    public const string Service = "svc";
    public const string Began = "2026-11-21T12:00:00+00:00";

    // Test classes share a database.
    private static long _number = 100;

    private readonly StorageQueries _storage = new(database);
    private readonly Dictionary<string, int> _versions = [];

    /// <summary>Open, as in a silo that holds its lock.</summary>
    public WriteGate Gate { get; } = OpenGate();

    public TrainingIndex Index { get; } = new(database.Source, Service, TimeProvider.System);

    /// <summary>Writes a record over what is there of it; the id in it says where.</summary>
    public Task WriteAsync(string kind, JsonObject record) => WriteAsync(kind, (string)record["id"]!, record.ToJsonString());

    public async Task WriteAsync(string kind, string id, string record)
    {
        var key = KeyOf(kind, id);
        int? version = _versions.TryGetValue(key.Extension!, out var known) ? known : null;
        var written = await _storage.WriteAsync(key, version, Encoding.UTF8.GetBytes(record));
        _versions[key.Extension!] = Assert.NotNull(written);
    }

    public async Task ClearAsync(string kind, JsonObject record)
    {
        var key = KeyOf(kind, (string)record["id"]!);
        _versions[key.Extension!] = Assert.NotNull(await _storage.ClearAsync(key, _versions[key.Extension!]));
    }

    /// <summary>A training that runs, written.</summary>
    public async Task<JsonObject> AddTrainingAsync(string name, string status = "running", string createdAt = Began)
    {
        var training = Parse(
            $$"""
            {"id":"{{Guid.NewGuid()}}","number":{{Interlocked.Increment(ref _number)}},"run_name":"{{name}}","model_name":"m","lora_rank":32,
            "learning_rate":1e-5,"group_size":2,"groups_per_batch":2,"max_tokens":2048,"temperature":1,"kl_penalty_coef":0,
            "num_substeps":1,"max_turns":20,"seed":0,"box_type":"android","eval_every":10,"save_every":10,
            "reward_function":"binary","max_concurrent_rollouts":8,"config":{},"status":"{{status}}","progress_percent":0,
            "start_step":0,"last_heartbeat":"{{createdAt}}","created_at":"{{createdAt}}","updated_at":"{{createdAt}}"}
            """);
        await WriteAsync("training", training);
        return training;
    }

    /// <summary>A batch of a training, written.</summary>
    public async Task<JsonObject> AddBatchAsync(JsonObject training, string sourceType = "step", int step = 1)
    {
        var batch = Parse(
            $$"""
            {"id":"{{Guid.NewGuid()}}","number":{{Interlocked.Increment(ref _number)}},"training_id":"{{training["id"]}}",
            "training_number":{{training["number"]}},"source_type":"{{sourceType}}","step":{{step}},"model_path":"path",
            "learning_rate":1e-5,"num_groups":2,"group_size":2,"max_turns":20,"temperature":1,"reward_function":"binary",
            "box_type":"android","status":"pending","progress_percent":0,"start_time":"{{Began}}","created_at":"{{Began}}",
            "updated_at":"{{Began}}"}
            """);
        await WriteAsync("batch", batch);
        return batch;
    }

    /// <summary>A group of a batch, written.</summary>
    public async Task<JsonObject> AddGroupAsync(JsonObject batch, int place = 0, int rollouts = 2, string task = "train_01")
    {
        var group = Copy(
            batch, "training_id", "training_number", "source_type", "step", "model_path", "max_turns", "temperature",
            "reward_function", "box_type");
        group["id"] = Guid.NewGuid().ToString();
        group["number"] = Interlocked.Increment(ref _number);
        group["batch_id"] = (string)batch["id"]!;
        group["batch_number"] = (long)batch["number"]!;
        group["group_num"] = place;
        group["task_id"] = task;
        group["task_number"] = 1;
        group["num_rollouts"] = rollouts;
        group["status"] = "running";
        Date(group);
        await WriteAsync("group", group);
        return group;
    }

    /// <summary>A rollout of a group with one attempt, written.</summary>
    public async Task<JsonObject> AddRolloutAsync(JsonObject group, int place = 0, string status = "pending")
    {
        var rollout = Copy(
            group, "training_id", "training_number", "batch_id", "batch_number", "source_type", "step", "model_path",
            "group_num", "task_id", "task_number", "num_rollouts", "max_turns", "temperature", "reward_function", "box_type");
        rollout["id"] = Guid.NewGuid().ToString();
        rollout["number"] = Interlocked.Increment(ref _number);
        rollout["group_id"] = (string)group["id"]!;
        rollout["group_number"] = (long)group["number"]!;
        rollout["env_index"] = place;
        rollout["status"] = status;
        rollout["attempts"] = new JsonArray(Attempt(1));
        Date(rollout);
        await WriteAsync("rollout", rollout);
        return rollout;
    }

    /// <summary>An attempt with a run of its own that is nowhere yet.</summary>
    public static JsonObject Attempt(int number, string environmentStatus = "pending") => Parse(
        $$$"""
        {"attempt":{{{number}}},"run_id":"{{{Guid.NewGuid()}}}","status":"running","started_at":"{{{Began}}}",
        "environment":{"environment_type":"android","status":"{{{environmentStatus}}}","created_at":"{{{Began}}}"}}
        """);

    /// <summary>The run of a rollout's attempt, with states up to the head; the first is the reset.</summary>
    public async Task AddRunAsync(JsonObject rollout, long head, int attempt = 1)
    {
        var run = (string)rollout["attempts"]![attempt - 1]!["run_id"]!;
        await database.ExecuteAsync(
            $$$"""
            INSERT INTO run (service_id, id, simulation_id, name, detached, origin_step, config_overrides, status, created_at)
            VALUES ('{{{Service}}}', '{{{run}}}', '{{{rollout["training_id"]}}}', 'run', false, 0, '{}', 'active', '{{{Began}}}');
            INSERT INTO run_head (run_id, head, first_step, status) VALUES ('{{{run}}}', {{{head}}}, 0, 'active');
            INSERT INTO run_state (run_id, step, created_at, done, truncated, observation)
            SELECT '{{{run}}}', step, '{{{Began}}}', false, false, '{}' FROM generate_series(0, {{{head}}}) AS step;
            """);
    }

    public static Guid IdOf(JsonObject record) => Guid.Parse((string)record["id"]!);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static WriteGate OpenGate()
    {
        var gate = new WriteGate();
        gate.Open();
        return gate;
    }

    private static void Date(JsonObject record)
    {
        foreach (var member in new[] { "start_time", "created_at", "updated_at" })
        {
            record[member] = Began;
        }
    }

    private static Key KeyOf(string kind, string id) => Key.Text($"{kind}:{id}") with { Type = kind, Service = Service };

    private static JsonObject Copy(JsonObject from, params string[] members) =>
        new(members.Select(member => KeyValuePair.Create(member, from[member]?.DeepClone())));
}
