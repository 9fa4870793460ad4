using CuaRl.Benchmarks.Harness;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Benchmarks.Engine;

/// <summary>How fast grains with a stored record come alive, against reading the same rows by hand.</summary>
internal static class ActivationFigures
{
    /// <summary>Above this the database, not the engine, sets the pace.</summary>
    private const double Bar = 0.7;

    public static async Task<Figure> MeasureAsync(PostgresDatabase database, bool quick)
    {
        var count = quick ? 200 : 10_000;
        await using var source = StoredGrains.Pool(database.ConnectionString);
        await using (var silo = await StoredGrains.StartSiloAsync(source))
        {
            await new StoredGrains(silo, count).WriteAsync(times: 1);
        }

        await database.ExecuteAsync("VACUUM ANALYZE orleansstorage");
        var reads = await RawReads.PrepareAsync(source);
        var (subject, raw) = await Rounds.AlternateAsync(
            quick ? 1 : 3,
            async () =>
            {
                await using var silo = await StoredGrains.StartSiloAsync(source);
                var grains = new StoredGrains(silo, count);
                return await Rounds.RateAsync(count, grains.ActivateAsync);
            },
            () => Rounds.RateAsync(count, () => Callers.ShareAsync(count, reads.ReadAsync)));
        var described = Rounds.Describe(subject, raw);
        described["grains"] = count;
        return Figure.AtLeast("activations with stored state / raw reads", Rounds.MedianRatio(subject, raw), "ratio", Bar, described);
    }
}
