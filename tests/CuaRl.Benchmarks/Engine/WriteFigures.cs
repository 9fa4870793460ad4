using System.Diagnostics;
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

        var rounds = quick ? 1 : 5;
        var before = await UpdatesAsync(database, atLeast: 0);
        var (with, without) = await Rounds.AlternateAsync(
            rounds,
            () => WriteAsync("ENABLE"),
            () => WriteAsync("DISABLE"));
        await database.ExecuteAsync("ALTER TABLE orleansstorage ENABLE TRIGGER USER");
        var after = await UpdatesAsync(database, before.All + 2L * rounds * count * times);

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

    /// <summary>The server's own counts, which its backends report up to some seconds late.</summary>
    private static async Task<(long All, long Hot)> UpdatesAsync(PostgresDatabase database, long atLeast)
    {
        var deadline = Stopwatch.GetTimestamp() + 20 * Stopwatch.Frequency;
        while (true)
        {
            var all = await database.ScalarAsync<long>("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'orleansstorage'");
            var hot = await database.ScalarAsync<long>("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'orleansstorage'");
            if (all >= atLeast || Stopwatch.GetTimestamp() > deadline)
            {
                return (all, hot);
            }

            await database.ExecuteAsync("SELECT pg_sleep(0.2)");
        }
    }
}
