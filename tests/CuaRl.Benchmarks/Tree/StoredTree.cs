using CuaRl.Silo.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Benchmarks.Tree;

/// <summary>A tree of many runs, written into the tables of runs directly: each branches from some run before it.</summary>
/// <param name="SimulationId">The simulation.</param>
/// <param name="Deepest">The last state of the run with the longest history.</param>
internal sealed record StoredTree(string SimulationId, StateId Deepest)
{
    private const int StatesPerRun = 10;

    public static async Task<StoredTree> WriteAsync(NpgsqlDataSource source, int count, int seed)
    {
        var random = new Random(seed);
        var simulation = Guid.CreateVersion7().ToString();
        var ids = new Guid[count];
        var heads = new long[count];
        var parents = new int[count];
        for (var run = 0; run < count; run++)
        {
            ids[run] = Guid.CreateVersion7();
            parents[run] = run == 0 ? -1 : random.Next(Math.Max(0, run - 1_000), run);
            heads[run] = StatesPerRun + (run == 0 ? -1 : heads[parents[run]]);
        }

        await using var connection = await source.OpenConnectionAsync();
        await WriteRunsAsync(connection, simulation, ids, parents, heads);
        await WriteHeadsAsync(connection, ids, heads);
        var deepest = Array.IndexOf(heads, heads.Max());
        return new StoredTree(simulation, new StateId(ids[deepest].ToString(), heads[deepest]));
    }

    private static async Task WriteRunsAsync(
        NpgsqlConnection connection, string simulation, Guid[] ids, int[] parents, long[] heads)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            COPY run (service_id, id, simulation_id, name, detached, origin_step, config_overrides, status, created_at,
              parent_run_id, start_run_id, start_step) FROM STDIN (FORMAT binary)
            """);
        for (var run = 0; run < ids.Length; run++)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(SiloConfiguration.ServiceId, NpgsqlDbType.Text);
            await rows.WriteAsync(ids[run], NpgsqlDbType.Uuid);
            await rows.WriteAsync(simulation, NpgsqlDbType.Text);
            await rows.WriteAsync($"run {run}", NpgsqlDbType.Text);
            await rows.WriteAsync(false, NpgsqlDbType.Boolean);
            await rows.WriteAsync(0L, NpgsqlDbType.Bigint);
            await rows.WriteAsync("""{"learning_rate":0.01}""", NpgsqlDbType.Json);
            await rows.WriteAsync("active", NpgsqlDbType.Text);
            await rows.WriteAsync(DateTimeOffset.UnixEpoch.AddMilliseconds(run), NpgsqlDbType.TimestampTz);
            Guid? parent = run == 0 ? null : ids[parents[run]];
            await rows.WriteAsync(parent, NpgsqlDbType.Uuid);
            await rows.WriteAsync(parent, NpgsqlDbType.Uuid);
            await rows.WriteAsync(run == 0 ? (long?)null : heads[parents[run]], NpgsqlDbType.Bigint);
        }

        await rows.CompleteAsync();
    }

    private static async Task WriteHeadsAsync(NpgsqlConnection connection, Guid[] ids, long[] heads)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "COPY run_head (run_id, head, first_step, status) FROM STDIN (FORMAT binary)");
        for (var run = 0; run < ids.Length; run++)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(ids[run], NpgsqlDbType.Uuid);
            await rows.WriteAsync(heads[run], NpgsqlDbType.Bigint);
            await rows.WriteAsync(heads[run] - StatesPerRun + 1, NpgsqlDbType.Bigint);
            await rows.WriteAsync("active", NpgsqlDbType.Text);
        }

        await rows.CompleteAsync();
    }
}
