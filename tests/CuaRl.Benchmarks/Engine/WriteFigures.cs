using CuaRl.Benchmarks.Harness;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Benchmarks.Engine;

/// <summary>What the read model costs: control-record writes with its triggers, against the same without.</summary>
internal static class WriteFigures
{
    private const double Bar = 0.5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(PostgresDatabase database, bool quick)
    {
        var count = quick ? 64 : 1_000;
        var times = quick ? 1 : 3;
        await using var source = StoredGrains.Pool(database.ConnectionString);
        await using var silo = await StoredGrains.StartSiloAsync(source);
        var grains = new StoredGrains(silo, count);
        await grains.WriteAsync(times: 1);
        await database.ExecuteAsync("VACUUM ANALYZE orleansstorage");

        var before = await UpdatesAsync(database);
        var (with, without) = await Rounds.AlternateAsync(
            quick ? 1 : 5,
            () => WriteAsync("ENABLE"),
            () => WriteAsync("DISABLE"));
        await database.ExecuteAsync("ALTER TABLE orleansstorage ENABLE TRIGGER USER");
        var after = await UpdatesAsync(database);

        var described = Rounds.Describe(with, without);
        described["grains"] = count;
        var updates = after.All - before.All;
        return
        [
            Figure.AtLeast("record writes with read-model triggers / without", Rounds.MedianRatio(with, without), "ratio", Bar, described),
            Figure.Shown("HOT share of record updates", Math.Round((after.Hot - before.Hot) / (double)Math.Max(1, updates), 3), "ratio", new Dictionary<string, double>
            {
                ["updates"] = updates,
            }),
        ];

        async Task<double> WriteAsync(string mode)
        {
            await database.ExecuteAsync($"ALTER TABLE orleansstorage {mode} TRIGGER USER");
            return await Rounds.RateAsync(count * times, () => grains.WriteAsync(times));
        }
    }

    /// <summary>The server's own counts; its backends report them when idle, at the latest after the forced flush.</summary>
    private static async Task<(long All, long Hot)> UpdatesAsync(PostgresDatabase database)
    {
        await database.ExecuteAsync("SELECT pg_stat_clear_snapshot()");
        const string Counts = "SELECT {0} FROM pg_stat_user_tables WHERE relname = 'orleansstorage'";
        return (
            await database.ScalarAsync<long>(Counts.Replace("{0}", "n_tup_upd", StringComparison.Ordinal)),
            await database.ScalarAsync<long>(Counts.Replace("{0}", "n_tup_hot_upd", StringComparison.Ordinal)));
    }
}
