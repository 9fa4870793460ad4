using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Runs;

/// <summary>Writes runs and states as the database holds them, without grains and triggers.</summary>
internal sealed class StoredRuns(PostgresDatabase database)
{
    public const string Service = "svc";

    private static readonly DateTimeOffset Began = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private int _count;

    /// <summary>
    /// A run that is a second younger than the one before, with its states up to <paramref name="head"/>; a branch that somebody made, or
    /// one of a rollout.
    /// </summary>
    public async Task<Guid> AddAsync(
        string? simulation, long head, StateId? start = null, string status = "active", bool detached = false,
        Guid? id = null, int? second = null, bool isOfRollout = false)
    {
        var run = id ?? Guid.CreateVersion7();
        var age = Began.AddSeconds(second ?? _count++);
        var first = (start?.Step ?? -1) + 1;
        await ExecuteAsync(
            """
            INSERT INTO run (service_id, id, simulation_id, name, description, detached, parent_run_id, start_run_id, start_step,
              origin_step, config_overrides, status, created_at, started_at)
            VALUES ($1, $2, $3, $4, $10, $5, $6, $6, $7, 0, '{"a":1e400}', $8, $9, $9)
            """,
            parameters => parameters.With(Service).With(run).With(simulation).With($"run {_count}").With(detached)
                .With(start is { } at ? Guid.Parse(at.RunId) : (Guid?)null).With(start?.Step).With(status).With(age)
                .With(start is null || isOfRollout ? null : "Branched by somebody"));
        await ExecuteAsync(
            "INSERT INTO run_head (run_id, head, first_step, status) VALUES ($1, $2, $3, $4)",
            parameters => parameters.With(run).With(head).With(first).With(status));
        await ExecuteAsync(
            """
            INSERT INTO run_state (run_id, step, created_at, done, truncated, observation)
            SELECT $1, step, $4, step % 10 = 9, false, '{}' FROM generate_series($2, $3) AS step
            """,
            parameters => parameters.With(run).With(first).With(head).With(age));
        return run;
    }

    /// <summary>Makes a state name blobs.</summary>
    public Task NameAsync(Guid run, long step, params byte[][] blobs) => ExecuteAsync(
        "UPDATE run_state SET blobs = $3 WHERE run_id = $1 AND step = $2",
        parameters => parameters.With(run).With(step).With(blobs));

    /// <summary>What a prune leaves behind when it commits.</summary>
    public async Task PruneAsync(Guid run)
    {
        await ExecuteAsync("UPDATE run SET status = 'pruned' WHERE id = $1", parameters => parameters.With(run));
        await ExecuteAsync("UPDATE run_head SET status = 'pruned' WHERE run_id = $1", parameters => parameters.With(run));
    }

    public async Task<long> CountStatesAsync(Guid run)
    {
        await using var command = database.Source.CreateCommand("SELECT count(*) FROM run_state WHERE run_id = $1");
        command.Parameters.With(run);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static StateId At(Guid run, long step) => new(run.ToString(), step);

    private async Task ExecuteAsync(string sql, Action<Npgsql.NpgsqlParameterCollection> bind)
    {
        await using var command = database.Source.CreateCommand(sql);
        bind(command.Parameters);
        await command.ExecuteNonQueryAsync();
    }
}
