using System.Text.Json;
using System.Text.Json.Nodes;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.Grains.Storage;
using CuaRl.TestKit.Postgres;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class RecordProjectionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    public static TheoryData<string, string> Golden => new()
    {
        { "training", GoldenRecords.Training },
        { "batch", GoldenRecords.Batch },
        { "group", GoldenRecords.Group },
        { "rollout", GoldenRecords.Rollout },
    };

    [PostgresTheory]
    [MemberData(nameof(Golden))]
    public async Task Write_RecordWithAllMembers_HasEachInAColumnOfItsName(string kind, string payload)
    {
        var record = StoredTrainings.Parse(payload);
        record["id"] = Guid.NewGuid().ToString();
        await _stored.WriteAsync(kind, record);

        await using var command = database.Source.CreateCommand(
            $"SELECT {string.Join(", ", record.Select(member => member.Key))} FROM {kind}_record WHERE id = '{record["id"]}'");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        foreach (var (name, value) in record)
        {
            Assert.Equal((name, Text(value!)), (name, Text(reader, reader.GetOrdinal(name))));
        }
    }

    // The other way round: what grains write, and what the table has no need of.
    [PostgresTheory]
    [InlineData("training", "Trainings.TrainingState", "unneeded")]
    [InlineData("batch", "Batches.BatchState", "trained_on")]
    [InlineData("group", "Groups.GroupState")]
    [InlineData(
        "rollout", "Rollouts.RolloutState", "avg_turn_time", "estimated_total_time", "estimated_remaining_time",
        "max_concurrent_rollouts")]
    public async Task Columns_OfEachTable_HoldWhatGrainsWrite(string kind, string state, params string[] left)
    {
        var type = typeof(GrainStateJson).Assembly.GetType($"CuaRl.Grains.{state}", throwOnError: true)!;
        var members = GrainStateJson.Options.GetTypeInfo(type).Properties.Where(member => member.Get is not null && !member.IsExtensionData)
            .Select(member => member.Name).Except(left).Order(StringComparer.Ordinal);
        var golden = StoredTrainings.Parse(Golden.Single(row => (string)row[0] == kind)[1].ToString()!)
            .Select(member => member.Key).Order(StringComparer.Ordinal);
        var columns = await database.ScalarAsync<string>(
            $"SELECT string_agg(attname, ',') FROM pg_attribute WHERE attrelid = '{kind}_record'::regclass AND attnum > 0");

        Assert.Equal(golden, members);
        Assert.Empty(golden.Except(columns!.Split(',')));
    }

    [PostgresTheory]
    [InlineData("training", "archived,config,deleting,progress_percent,start_step,status")]
    [InlineData("batch", "max_concurrent_rollouts,progress_percent,status,step")]
    [InlineData("group", "completed_rollouts,max_concurrent_rollouts,progress_percent,status,step")]
    [InlineData("rollout", "attempt_count,attempts,errors,masked,paused,progress_percent,status,step,validations")]
    public async Task Write_RecordWithoutMembers_ProjectsTheirDefaults(string kind, string defaults)
    {
        var id = Guid.NewGuid().ToString();
        await _stored.WriteAsync(kind, new JsonObject { ["id"] = id });

        Assert.Equal(
            $"created_at,{defaults},id,service_id,updated_at".Split(',').Order(StringComparer.Ordinal),
            (await database.ScalarAsync<string>(
                $"""
                SELECT string_agg(key, ',') FROM {kind}_record t, jsonb_each(to_jsonb(t))
                WHERE id = '{id}' AND value <> 'null'
                """))!.Split(',').Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task Write_TextsAndJsonThatPostgresRefuses_ProjectAndVerify()
    {
        const string Summary = """{"zero":"\u0000","low":"\udc00x","pair":"\ud83d\ude00"}""";
        var rollout = await _stored.AddRolloutAsync(
            await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("escapes"))));
        var attempt = rollout["attempts"]![0]!.AsObject();
        attempt["environment"]!["status_message"] = "a\0b";
        rollout["finish_message"] = "zero \0, \\u0000, tab \t, grin \U0001F600, del \u007f0";
        rollout["summary"] = "summary";
        var id = (string)rollout["id"]!;
        await _stored.WriteAsync(
            "rollout", id, rollout.ToJsonString().Replace("\"summary\":\"summary\"", $"\"summary\":{Summary}", StringComparison.Ordinal));

        Assert.Equal(
            "zero \ufffd, \\u0000, tab \t, grin \U0001F600, del \u007f0",
            await database.ScalarAsync<string>($"SELECT finish_message FROM rollout_record WHERE id = '{id}'"));
        Assert.Equal(
            Summary,
            await database.ScalarAsync<string>($"SELECT summary::text FROM rollout_record WHERE id = '{id}'"));
        Assert.Equal(
            (string)attempt["run_id"]!,
            await database.ScalarAsync<string>($"SELECT run_id::text FROM rollout_record WHERE id = '{id}'"));
        Assert.Equal(
            "a\ufffdb", await database.ScalarAsync<string>($"SELECT status_message FROM environment WHERE rollout_uuid = '{id}'"));
        await using var sources = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        Assert.All(await new ReadModelTables(sources).VerifyAsync(default), table => Assert.True(table.IsEqual));
        await new ReadModelTables(sources).RebuildAsync(default);
        Assert.All(await new ReadModelTables(sources).VerifyAsync(default), table => Assert.True(table.IsEqual));
    }

    [PostgresTheory]
    [InlineData("training")]
    [InlineData("batch")]
    [InlineData("group")]
    [InlineData("rollout")]
    public async Task Write_RecordThatCannotBeDecoded_FailsByNameAndStoresNothing(string kind)
    {
        var record = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["number"] = "seven" };
        var error = await Assert.ThrowsAsync<PostgresException>(() => _stored.WriteAsync(kind, record));
        Assert.Contains($"{kind} record of grain {kind}:{record["id"]} cannot", error.MessageText, StringComparison.Ordinal);

        error = await Assert.ThrowsAsync<PostgresException>(() => _stored.WriteAsync(kind, "UPPER", "{}"));
        Assert.Contains("a UUID in lower case", error.MessageText, StringComparison.Ordinal);
        Assert.Equal(
            0, await database.ScalarAsync<long>($"SELECT count(*) FROM orleansstorage WHERE grainidextensionstring LIKE '%UPPER'"));
    }

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String when DateTimeOffset.TryParse((string)value!, out var instant) => Text(instant),
        JsonValueKind.String => (string)value!,
        JsonValueKind.Number => value.GetValue<double>().ToString("R", null),
        JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>().ToString(),
        _ => value.ToJsonString(),
    };

    private static string Text(NpgsqlDataReader reader, int column) => reader.GetValue(column) switch
    {
        DateTime instant => Text(new DateTimeOffset(instant)),
        bool flag => flag.ToString(),
        string text when reader.GetDataTypeName(column) == "json" => JsonNode.Parse(text)!.ToJsonString(),
        string text => text,
        Guid id => id.ToString(),
        IConvertible number => number.ToDouble(null).ToString("R", null),
        var other => other.ToString()!,
    };

    private static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O");
}
