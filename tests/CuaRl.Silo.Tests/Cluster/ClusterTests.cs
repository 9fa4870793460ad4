using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Silo.Tests.Durability;
using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>Three silos on one database, on the packages engine: what holds when some of them are killed.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private const int Sample = 60;

    private readonly PostgresDatabase _database = new();
    private readonly string _folder = TestFolders.Create("cluster");
    private readonly ITestOutputHelper _output;

    public ClusterTests(ITestOutputHelper output) => _output = output;

    private string[] OnDatabase => ["--database", DatabaseUrl.From(_database.ConnectionString)];

    public Task InitializeAsync() => PostgresPrerequisite.MissingReason is null ? _database.InitializeAsync() : Task.CompletedTask;

    public Task DisposeAsync() => _database.DisposeAsync();

    [PostgresFact]
    public async Task Simulation_CreatedThroughOneSilo_IsTheSameThroughEverySilo()
    {
        await using var cluster = new SiloCluster(OnDatabase);
        await cluster.StartAsync();
        Say("ready in", [.. cluster.Silos.Select(silo => silo.ReadyIn)]);

        foreach (var (creator, i) in cluster.Clients.Select((creator, i) => (creator, i)))
        {
            var id = await creator.CreateSimulationAsync(SimulationClient.Least, $"same-{i}");
            foreach (var reader in cluster.Clients)
            {
                var read = await reader.GetFromJsonAsync<JsonElement>($"/simulations/{id}");
                Assert.Equal(id, read.GetProperty("id").GetString());
                Assert.Equal(id, await reader.CreateSimulationAsync(SimulationClient.Least, $"same-{i}"));
            }
        }

        foreach (var silo in cluster.Silos)
        {
            Assert.Equal(0, await silo.TerminateAsync());
        }
    }

    [PostgresFact]
    public async Task Kill_OfOneSiloUnderLoad_KeepsWhatWasAcknowledgedAndTheOthersAnswer()
    {
        await using var cluster = new SiloCluster(OnDatabase);
        await cluster.StartAsync();
        var victim = cluster.Silos[2];
        var ids = await CreateSampleAsync(cluster.Clients);
        var others = cluster.Clients.Take(2).ToList();
        await using var one = new Writers("one", Url(cluster.Silos[0]), count: 4);
        await using var two = new Writers("two", Url(cluster.Silos[1]), count: 4);
        await Task.WhenAll(one.MoreAsync(50), two.MoreAsync(50));

        var killed = Stopwatch.GetTimestamp();
        await cluster.KillAsync(victim);
        await Task.WhenAll(ids.Select((id, i) => ReadAsync(others[i % 2], id)));
        Say("every simulation is answered for after the kill in", Stopwatch.GetElapsedTime(killed));

        await Task.WhenAll(one.MoreAsync(50), two.MoreAsync(50));
        await Task.WhenAll(one.FinishAsync(), two.FinishAsync());
        foreach (var writers in new[] { one, two })
        {
            _output.WriteLine(
                $"{writers.Acknowledged.Count} writes acknowledged, refused before that: {string.Join(", ", writers.Refusals)}");
            Assert.Empty(writers.Contradictions);
            Assert.All(writers.Refusals.Keys, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        }

        await _database.ExecuteAsync("DELETE FROM orleansstorage WHERE convert_from(payloadbinary, 'UTF8')::json ->> 'name' = 'n'");
        await StoredSimulations.AssertExactlyAsync(
            _database.Source, one.Acknowledged.Concat(two.Acknowledged).ToDictionary());
    }

    [PostgresFact]
    public async Task Kill_OfAllSilos_NewOnesAtOtherPortsComeUpWithWhatWasStored()
    {
        await using var cluster = new SiloCluster(OnDatabase);
        await cluster.StartAsync();
        var ids = await CreateSampleAsync(cluster.Clients);

        await cluster.KillAllAsync();
        var killed = Stopwatch.GetTimestamp();
        await cluster.StartAsync();
        Say("three silos again after all were killed in", Stopwatch.GetElapsedTime(killed));

        var clients = cluster.Clients;
        await Task.WhenAll(ids.Select((id, i) => ReadAsync(clients[i % clients.Count], id)));
        Say("every simulation is answered for after all were killed in", Stopwatch.GetElapsedTime(killed));
    }

    [PostgresFact]
    public async Task Kill_OfPostgres_EverySiloSaysThatTheDatabaseIsAwayAndServesWhenItIsBack()
    {
        await using var server = await FaultyPostgres.StartAsync();
        await using var cluster = new SiloCluster("--database", DatabaseUrl.From(server.Target.ConnectionString));
        await cluster.StartAsync();
        var ids = await CreateSampleAsync(cluster.Clients);

        server.Kill();
        foreach (var client in cluster.Clients)
        {
            // Keys that no silo knows: each is to be loaded by some silo, seldom by the one that is asked.
            for (var i = 0; i < Sample; i++)
            {
                using var answer = await client.GetAsync($"/simulations/0000{i:00}");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Contains("The database cannot take this", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        await server.StartAgainAsync();
        var clients = cluster.Clients;
        await Task.WhenAll(ids.Select((id, i) => ReadAsync(clients[i % clients.Count], id)));
    }

    [PostgresFact]
    public async Task Up_BesideASiloOfAnotherMachineWhileAtLoopback_IsRefusedNamingTheOption()
    {
        await using var elsewhere = new PostgresSources(new DatabaseTarget("test", _database.ConnectionString));
        await using var held = await ServiceLock.AcquireAsync(
            elsewhere, "cuarl", ServiceLockMode.Shared, new WriteGate(), TimeProvider.System, NullLogger.Instance, default);
        await _database.ExecuteAsync("INSERT INTO orleansmembershipversiontable (deploymentid) VALUES ('cuarl')");
        await _database.ExecuteAsync(
            $"""
            INSERT INTO orleansmembershiptable
              (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
            VALUES ('cuarl', '203.0.113.1', 11111, 1, '{elsewhere.Name}', 'elsewhere', 3, 30000, now(), now())
            """);

        var refused = await CuarlProgram.RunAsync(new ProgramArguments(_folder, ServiceProcess.Up(OnDatabase)));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--silo-address", refused.Error, StringComparison.Ordinal);
    }

    private static string Url(ServiceProcess silo) => silo.Http.BaseAddress!.ToString().TrimEnd('/');

    private static async Task<List<string>> CreateSampleAsync(IReadOnlyList<HttpClient> clients)
    {
        var ids = new List<string>();
        for (var i = 0; i < Sample; i++)
        {
            ids.Add(await clients[i % clients.Count].CreateSimulationAsync(SimulationClient.Least));
        }

        return ids;
    }

    private static Task ReadAsync(HttpClient client, string id) => Eventually.HoldsAsync($"an answer about {id}", async () =>
    {
        using var answer = await client.GetAsync($"/simulations/{id}");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        return answer.StatusCode == HttpStatusCode.OK;
    });

    private void Say(string what, params TimeSpan[] times) =>
        _output.WriteLine($"{what} {string.Join(" / ", times.Select(time => $"{time.TotalSeconds:0.0} s"))}");
}
