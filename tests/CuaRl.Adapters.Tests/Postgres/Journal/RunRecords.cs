using System.Collections.Concurrent;
using System.Text;
using CuaRl.TestKit.Postgres;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

/// <summary>Writes control records of runs as grain storage does, so that their triggers run.</summary>
internal sealed class RunRecords(PostgresDatabase database, string service = "tests")
{
    private readonly StorageQueries _storage = new(database);
    private readonly ConcurrentDictionary<Guid, int> _versions = [];

    public static Guid NewRun() => Guid.CreateVersion7();

    /// <summary>A record with members as given, beside a name; what the trigger refuses is thrown.</summary>
    public async Task WriteAsync(Guid run, string members = "")
    {
        var record = $$"""{"id":"{{run}}","name":"n","created_at":"2026-11-21T12:00:00.123456+00:00"{{(members == "" ? "" : "," + members)}}}""";
        int? version = _versions.TryGetValue(run, out var known) ? known : null;
        _versions[run] = await _storage.WriteAsync(KeyOf($"run:{run}"), version, Encoding.UTF8.GetBytes(record))
            ?? throw new InvalidOperationException("Another version is stored.");
    }

    /// <summary>A new run, after a state of another when one is given.</summary>
    public async Task<Guid> StartAsync((Guid Run, long Step)? after = null, string? simulation = null)
    {
        var run = NewRun();
        await WriteAsync(run, Members(after, simulation));
        return run;
    }

    /// <summary>Changes a run's status, all else as <see cref="StartAsync"/> left it.</summary>
    public Task MoveAsync(Guid run, string status, long? finalHead = null, (Guid Run, long Step)? after = null) => WriteAsync(
        run, Members(after, null) + $",\"status\":\"{status}\",\"final_head\":{finalHead?.ToString() ?? "null"}");

    /// <summary>States without anything, as the journal would leave them.</summary>
    public Task FillAsync(Guid run, long head) => database.ExecuteAsync(
        $"""
        INSERT INTO run_state (run_id, step, created_at, done, truncated, observation)
        SELECT run_id, step, now(), false, false, '[]' FROM run_head, generate_series(head + 1, {head}) step WHERE run_id = '{run}';
        UPDATE run_head SET head = {head} WHERE run_id = '{run}'
        """);

    public Task<int?> ClearAsync(Guid run) => _storage.ClearAsync(KeyOf($"run:{run}"), _versions[run]);

    public Task<int?> DeleteAsync(Guid run) => _storage.DeleteAsync(KeyOf($"run:{run}"), _versions[run]);

    public Task<int?> WriteRawAsync(string key, string record) =>
        _storage.WriteAsync(KeyOf(key), null, Encoding.UTF8.GetBytes(record));

    public async Task<bool> IsStoredAsync(string key) => (await _storage.ReadAsync(KeyOf(key))).Length > 0;

    private static string Members((Guid Run, long Step)? after, string? simulation) =>
        $"\"simulation_id\":{(simulation is null ? "null" : $"\"{simulation}\"")}"
        + (after is { } state ? $",\"start_run_id\":\"{state.Run}\",\"start_step\":{state.Step}" : "");

    private Key KeyOf(string key) => Key.Text(key) with { Type = "run", Service = service };
}
