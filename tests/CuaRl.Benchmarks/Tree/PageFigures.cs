using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;
using Npgsql;

namespace CuaRl.Benchmarks.Tree;

/// <summary>How long the first page of a lineage takes, against one statement that scans the same rows.</summary>
internal static class PageFigures
{
    private const int Page = 1_000;
    private const double Bar = 1.5;

    // One range for one run; of a chain, the same range of each run that has a part in the page.
    private const string Scan =
        """
        SELECT s.* FROM unnest($1::uuid[]) WITH ORDINALITY AS p (run_id, place)
        JOIN run_state s ON s.run_id = p.run_id AND s.step BETWEEN 0 AND $2 ORDER BY p.place, s.step
        """;

    private const string RangeScan = "SELECT * FROM run_state WHERE run_id = $1 AND step BETWEEN 0 AND $2 ORDER BY step";

    public static async Task<Figure> MeasureAsync(BenchService service, TreeShape shape, TreeSizes sizes)
    {
        var query = new StateQuery { Limit = Page };
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using var scan = Command(connection, shape);
        await MedianAsync(PageAsync);
        await MedianAsync(ScanAsync);
        var (pages, scans) = (new double[sizes.Rounds], new double[sizes.Rounds]);
        for (var round = 0; round < sizes.Rounds; round++)
        {
            scans[round] = await MedianAsync(ScanAsync);
            pages[round] = await MedianAsync(PageAsync);
        }

        return Figure.AtMost($"first page of 1,000 lineage states / raw scan, {shape.Name}", Rounds.MedianRatio(pages, scans), "ratio", Bar, new Dictionary<string, double>
        {
            ["subject_ms"] = Math.Round(Rounds.Median(pages), 3),
            ["subject_min"] = Math.Round(pages.Min(), 3),
            ["subject_max"] = Math.Round(pages.Max(), 3),
            ["raw_ms"] = Math.Round(Rounds.Median(scans), 3),
            ["raw_min"] = Math.Round(scans.Min(), 3),
            ["raw_max"] = Math.Round(scans.Max(), 3),
        });

        async Task PageAsync(int call) => Require((await shape.Tree.LineageStates(shape.Deepest, query)).Items.Length);

        async Task ScanAsync(int call)
        {
            await using var reader = await scan.ExecuteReaderAsync();
            var rows = 0;
            while (await reader.ReadAsync())
            {
                ReadRow(reader);
                rows++;
            }

            Require(rows);
        }

        async Task<double> MedianAsync(Func<int, Task> call) =>
            Latencies.Percentile(await Latencies.OneByOneAsync(sizes.Calls, call), 0.5);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, TreeShape shape)
    {
        Guid[] runs = [.. shape.Runs.Take((Page + shape.StatesPerRun - 1) / shape.StatesPerRun).Select(Guid.Parse)];
        var command = new NpgsqlCommand(runs.Length == 1 ? RangeScan : Scan, connection);
        command.Parameters.Add(runs.Length == 1
            ? new NpgsqlParameter<Guid> { TypedValue = runs[0] }
            : new NpgsqlParameter<Guid[]> { TypedValue = runs });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Page - 1 });
        return command;
    }

    /// <summary>Takes every value out of the row, as whoever uses it must.</summary>
    private static void ReadRow(NpgsqlDataReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (reader.IsDBNull(column))
            {
                continue;
            }

            _ = reader.GetFieldType(column) == typeof(byte[]) ? reader.GetFieldValue<byte[]>(column) : reader.GetValue(column);
        }
    }

    private static void Require(int states)
    {
        if (states != Page)
        {
            throw new InvalidOperationException($"The page has {states} states, not {Page}.");
        }
    }
}
