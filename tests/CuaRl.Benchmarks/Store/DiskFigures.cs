using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

/// <summary>What a state with a large observation takes on disk.</summary>
internal static class DiskFigures
{
    public static async Task<Figure> MeasureAsync(BenchService service, string simulation, StoreSizes sizes)
    {
        const string Size = "SELECT pg_total_relation_size('run_state')";
        var run = (await service.CreateRunsAsync(simulation, 1))[0];
        var before = await service.Database.ScalarAsync<long>(Size);
        for (var stored = 0; stored < sizes.LargeStates; stored += Samples.Large.Length)
        {
            await run.Append(new AppendRequest { States = [.. Samples.Large] });
        }

        var after = await service.Database.ScalarAsync<long>(Size);
        var json = Samples.Large.Average(Samples.Size);
        var disk = (after - before) / (double)sizes.LargeStates;
        return Figure.Shown("bytes on disk of a state with a large observation", Math.Round(disk), "bytes", new Dictionary<string, double>
        {
            ["json_bytes"] = Math.Round(json),
            ["share"] = Math.Round(disk / json, 3),
            ["lz4"] = await service.Database.ScalarAsync<bool>(
                "SELECT attcompression = 'l' FROM pg_attribute WHERE attrelid = 'run_state'::regclass AND attname = 'observation'") ? 1 : 0,
            ["states"] = sizes.LargeStates,
        });
    }
}
