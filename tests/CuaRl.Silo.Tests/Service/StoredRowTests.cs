using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Service;

/// <summary>A database moves between the engines untouched: whichever is built has the rows that real Orleans wrote.</summary>
public sealed class StoredRowTests : IAsyncLifetime
{
    /// <summary>The requests that made the rows in <c>golden/orleansstorage.sql</c>, by their keys.</summary>
    private static readonly Dictionary<string, string> Requests = new()
    {
        ["golden-least"] = SimulationClient.Least,
        ["golden-full"] =
            """
            {"name":"Grüße, 世界 🙂","description":"a \"quoted\" line\nand another","environment_name":"CartPole-v1",
            "environment_config":{"gravity":9.80,"limits":[1e300,-0.0,12345678901234567890],"text":"\u0000 \ud83d\ude42 <&>"},
            "agent_type":"DQN","agent_config":{"learning_rate":0.001 , "layers":[64, 64]},
            "max_steps":500,"seed":42,"tags":["a","b"]}
            """,
        ["golden-nulls"] =
            """
            {"name":"nulls","description":null,"environment_name":"e","agent_type":"a","agent_config":{"a":null},"tags":null}
            """,
    };

    private readonly PostgresDatabase _database = new();
    private readonly string _folder = TestFolders.Create("stored");

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is null)
        {
            await _database.InitializeAsync();
            await _database.ExecuteAsync(
                await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Service", "golden", "orleansstorage.sql")));
        }
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [PostgresFact]
    public async Task Rows_WrittenByOrleans_AreFoundByKeyAndReadThroughTheGrains()
    {
        await using var service = await StartAsync();

        foreach (var (key, request) in Requests)
        {
            using var answer = await service.Http.PostSimulationAsync(request, key);
            var created = await answer.JsonAsync();
            var read = await service.Http.GetFromJsonAsync<JsonElement>($"/simulations/{created.GetProperty("id").GetString()}");

            Assert.StartsWith("2026-11-21T04:05:16.", created.GetProperty("created_at").GetString(), StringComparison.Ordinal);
            using var sent = JsonDocument.Parse(request);
            foreach (var member in sent.RootElement.EnumerateObject())
            {
                Assert.Equal(TextOf(member.Value), TextOf(read.GetProperty(member.Name)));
            }
        }

        Assert.Equal(Requests.Count, await _database.ScalarAsync<long>("SELECT count(*) FROM orleansstorage"));
        Assert.Equal(Requests.Count, await _database.ScalarAsync<long>("SELECT count(*) FROM simulation"));
    }

    [PostgresFact]
    public async Task Rows_WrittenHere_AreThoseThatOrleansWrites()
    {
        await _database.ExecuteAsync("CREATE TABLE golden AS TABLE orleansstorage; TRUNCATE orleansstorage, simulation");
        await using var service = await StartAsync();

        foreach (var (key, request) in Requests)
        {
            await service.Http.CreateSimulationAsync(request, key);
        }

        const string Columns =
            """
            grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, version,
            regexp_replace(convert_from(payloadbinary, 'UTF8'), '"created_at":"[-0-9]+T[0-9:.]+\+00:00"', '')
            """;
        Assert.Equal(Requests.Count, await _database.ScalarAsync<long>(
            $"SELECT count(*) FROM (SELECT {Columns} FROM golden INTERSECT SELECT {Columns} FROM orleansstorage) AS same"));
        Assert.Equal(Requests.Count, await _database.ScalarAsync<long>("SELECT count(*) FROM orleansstorage"));
    }

    // JSON comes back byte for byte, text as text: how it was escaped does not matter.
    private static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private Task<ServiceProcess> StartAsync() => ServiceProcess.StartAsync(
        new ProgramArguments(_folder, ServiceProcess.Up("--database", DatabaseUrl.From(_database.ConnectionString))));
}
