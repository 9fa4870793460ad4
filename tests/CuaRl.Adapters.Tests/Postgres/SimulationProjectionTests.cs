using System.Text;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Postgres;
using Npgsql;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class SimulationProjectionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Record =
        """
        {"id":"x","name":"CartPole","environment_name":"CartPole-v1","environment_config":{},"agent_type":"DQN",
        "agent_config":{"learning_rate":0.001},"created_at":"2026-11-21T12:00:00.123456+00:00"}
        """;

    private readonly StorageQueries _storage = new(database);

    [PostgresFact]
    public async Task Write_NewAndChangedRecord_IsInTheTable()
    {
        await WriteAsync("a1", null, Record);
        Assert.Equal("CartPole|CartPole-v1|DQN|2026-11-21 12:00:00.123456", await RowAsync("a1"));

        await WriteAsync("a1", 1, Record.Replace("\"DQN\"", "\"PPO\"", StringComparison.Ordinal));
        Assert.Equal("CartPole|CartPole-v1|PPO|2026-11-21 12:00:00.123456", await RowAsync("a1"));
    }

    [PostgresFact]
    public async Task ClearAndDelete_OfARecord_TakeItOutOfTheTable()
    {
        await WriteAsync("b1", null, Record);
        await _storage.ClearAsync(KeyOf("b1"), 1);
        Assert.Null(await RowAsync("b1"));

        await WriteAsync("b1", 2, Record);
        Assert.NotNull(await RowAsync("b1"));
        await _storage.DeleteAsync(KeyOf("b1"), 3);
        Assert.Null(await RowAsync("b1"));
    }

    [PostgresTheory]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\\u0000 \\ \" \u0041 \/"}""")]
    [InlineData("{\"a\":\"\u007f0\u007f1\u007f2 \\u0000\"}")]
    [InlineData("""{"a":1e999,"a":2,"b":123456789012345678901234567890.10}""")]
    [InlineData("""{"😀":"é\u007f"}""")]
    public async Task Write_JsonThatJsonbRefuses_ProjectsAsItCame(string config)
    {
        var id = $"c{(uint)config.GetHashCode(StringComparison.Ordinal)}";

        await WriteAsync(id, null, $$"""{"name":"n \u0041\\u0041 \"q\" \t","agent_config":{{config}},"tags":"\u0000"}""");

        Assert.Equal(config, await ColumnAsync("agent_config", id));
        Assert.Equal("n A\\u0041 \"q\" \t", await ColumnAsync("name", id));
        Assert.Equal("\"\\u0000\"", await ColumnAsync("tags", id));
    }

    [PostgresFact]
    public async Task Write_RecordWithoutMembers_ProjectsTheirDefaults()
    {
        await WriteAsync("d1", null, "{}");

        Assert.Equal("|||0001-01-01 00:00:00", await RowAsync("d1"));
        Assert.Equal("{}", await ColumnAsync("agent_config", "d1"));
    }

    [PostgresTheory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"created_at":"yesterday-ish"}""")]
    public async Task Write_RecordThatCannotBeDecoded_FailsByNameAndStoresNothing(string record)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("e1", null, record));

        Assert.Equal("22000", error.SqlState);
        Assert.Contains("simulation record of grain sim:e1", error.MessageText, StringComparison.Ordinal);
        Assert.Empty(await _storage.ReadAsync(KeyOf("e1")));
    }

    [PostgresTheory]
    [InlineData("run:e2")]
    [InlineData("e2")]
    [InlineData("sim:")]
    [InlineData("SIM:e2")]
    [InlineData("xsim:e2")]
    public async Task Write_KeyOfAnotherKind_FailsByNameAndStoresNothing(string key)
    {
        var wrong = Key.Text(key) with { Type = "simulation" };

        var error = await Assert.ThrowsAsync<PostgresException>(() => _storage.WriteAsync(wrong, null, Encoding.UTF8.GetBytes(Record)));

        Assert.Contains($"of grain {key} cannot", error.MessageText, StringComparison.Ordinal);
        Assert.Empty(await _storage.ReadAsync(wrong));
        Assert.Null(await RowAsync("e2"));
    }

    [PostgresFact]
    public async Task Write_UnknownKind_Passes() =>
        Assert.Equal(1, await _storage.WriteAsync(KeyOf("f1") with { Type = "somethingnew" }, null, 0xFF));

    [PostgresFact]
    public async Task List_Pages_AreByAgeWithRunCountsOfTheirServiceOnly()
    {
        for (var i = 0; i < 5; i++)
        {
            // Written in the other order; two of the same instant are ordered by id.
            var time = $"2026-11-21T12:00:0{(9 - i) / 2}+00:00";
            await WriteAsync($"g{i}", null, $$"""{"name":"n{{i}}","description":"d","created_at":"{{time}}"}""", "listing");
        }

        await WriteAsync("g1", null, Record, "another");
        await database.ExecuteAsync(
            """
            INSERT INTO run (service_id, id, simulation_id, detached)
            SELECT service, gen_random_uuid(), 'g1', detached
            FROM (VALUES ('listing', false), ('listing', false), ('listing', true), ('another', false)) r (service, detached)
            """);
        var index = new SimulationIndex(database.Source, "listing", TimeProvider.System);

        var all = await index.ListAsync(0, 100, default);
        var page = await index.ListAsync(1, 2, default);

        Assert.Equal(["g4", "g2", "g3", "g0", "g1"], all.Items.Select(item => item.Id));
        Assert.Equal([0, 0, 0, 0, 2], all.Items.Select(item => item.RunCount));
        Assert.Equal(all.Items.Skip(1).Take(2), page.Items);
        Assert.Empty((await index.ListAsync(5, 1, default)).Items);
    }

    private static Key KeyOf(string id, string service = "tests") =>
        Key.Text($"sim:{id}") with { Type = "simulation", Service = service };

    private Task<int?> WriteAsync(string id, int? version, string record, string service = "tests") =>
        _storage.WriteAsync(KeyOf(id, service), version, Encoding.UTF8.GetBytes(record));

    private Task<string?> RowAsync(string id) => database.ScalarAsync<string>(
        "SELECT concat_ws('|', name, environment_name, agent_type, (created_at AT TIME ZONE 'UTC')::text) "
        + $"FROM simulation WHERE service_id = 'tests' AND id = '{id}'");

    private Task<string?> ColumnAsync(string column, string id) => database.ScalarAsync<string>(
        $"SELECT {column}::text FROM simulation WHERE service_id = 'tests' AND id = '{id}'");
}
