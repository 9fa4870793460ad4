using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>Three silos on one database, on the packages engine: what holds when some of them are killed.</summary>
public sealed class ClusterTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Sample = 60;

    private readonly string _folder = TestFolders.Create("cluster");

    private string[] OnDatabase => ["--database", DatabaseUrl.From(database.ConnectionString)];

    [PostgresFact]
    public async Task Simulation_CreatedThroughOneSilo_IsTheSameThroughEverySilo()
    {
        await using var cluster = await SiloCluster.StartAsync(OnDatabase);
        Say("ready in", [.. cluster.Silos.Select(silo => silo.ReadyIn)]);

        foreach (var creator in cluster.Silos)
        {
            var key = $"same-{creator.Program.Id}";
            var id = await creator.Http.CreateSimulationAsync(SimulationClient.Least, key);
            foreach (var reader in cluster.Silos)
            {
                var read = await reader.Http.GetFromJsonAsync<JsonElement>($"/simulations/{id}");
                Assert.Equal(id, read.GetProperty("id").GetString());
                Assert.Equal(id, await reader.Http.CreateSimulationAsync(SimulationClient.Least, key));
            }
        }

        foreach (var silo in cluster.Silos.ToList())
        {
            Assert.Equal(0, await silo.TerminateAsync());
        }
    }

    [PostgresFact]
    public async Task Kill_OfOneSiloUnderLoad_KeepsWhatWasAcknowledgedAndTheOthersAnswer()
    {
        await using var cluster = await SiloCluster.StartAsync(OnDatabase);
        var victim = cluster.Silos[2];
        var others = cluster.Silos.Take(2).Select(silo => silo.Http).ToList();
        var ids = await CreateSampleAsync([.. cluster.Silos.Select(silo => silo.Http)]);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(number => new KeyedWriter($"kill-{number}", others)).ToList();
        var writing = writers.Select(writer => writer.RunAsync(stop.Token)).ToList();
        await Eventually.HoldsAsync("every writer writes", () => Task.FromResult(writers.All(writer => writer.Acknowledged.Count > 5)));

        var killed = Stopwatch.GetTimestamp();
        await cluster.KillAsync(victim);
        await Task.WhenAll(ids.Select((id, i) => ReadAsync(others[i % others.Count], id)));
        Say("all answer after a kill in", Stopwatch.GetElapsedTime(killed));

        var before = writers.Select(writer => writer.Acknowledged.Count).ToList();
        await Eventually.HoldsAsync(
            "every writer goes on", () => Task.FromResult(writers.Zip(before).All(pair => pair.First.Acknowledged.Count > pair.Second + 5)));
        await stop.CancelAsync();
        await Task.WhenAll(writing);

        var acknowledged = writers.SelectMany(writer => writer.Acknowledged).ToList();
        output.WriteLine($"acknowledged: {acknowledged.Count}");
        Assert.Equal(
            acknowledged.Select(write => write.Value).Order(StringComparer.Ordinal),
            await StoredAsync([.. acknowledged.Select(write => write.Value)]));
        foreach (var (key, id) in acknowledged.Where((_, i) => i % 10 == 0))
        {
            Assert.Equal(id, await others[0].CreateSimulationAsync(SimulationClient.Least, key));
        }
    }

    [PostgresFact]
    public async Task Kill_OfAllSilos_NewOnesAtOtherPortsComeUpWithWhatWasStored()
    {
        await using var cluster = await SiloCluster.StartAsync(OnDatabase);
        var ids = await CreateSampleAsync([.. cluster.Silos.Select(silo => silo.Http)]);

        await cluster.KillAllAsync();
        var killed = Stopwatch.GetTimestamp();
        await cluster.StartSilosAsync();
        Say("three silos again after all were killed in", Stopwatch.GetElapsedTime(killed));

        var services = cluster.Silos.Select(silo => silo.Http).ToList();
        await Task.WhenAll(ids.Select((id, i) => ReadAsync(services[i % services.Count], id)));
        Say("all answer after all were killed in", Stopwatch.GetElapsedTime(killed));
    }

    [PostgresFact]
    public async Task Up_BesideASiloOfAnotherMachineWhileAtLoopback_IsRefusedNamingTheOption()
    {
        await using (var first = await ServiceProcess.StartAsync(new ProgramArguments(_folder, ServiceProcess.Up(OnDatabase))))
        {
            await first.TerminateAsync(); // It has made the table.
        }

        await using var elsewhere = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        await using var held = await ServiceLock.AcquireAsync(
            elsewhere, "cuarl", ServiceLockMode.Shared, new WriteGate(), TimeProvider.System, NullLogger.Instance, default);
        await database.ExecuteAsync(
            $"""
            INSERT INTO orleansmembershiptable
              (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
            VALUES ('cuarl', '203.0.113.1', 11111, 1, '{elsewhere.Name}', 'elsewhere', 3, 30000, now(), now())
            """);

        var refused = await CuarlProgram.RunAsync(new ProgramArguments(_folder, ServiceProcess.Up(OnDatabase)));

        await database.ExecuteAsync("DELETE FROM orleansmembershiptable WHERE hostname = 'elsewhere'");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--silo-address", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<List<string>> CreateSampleAsync(IReadOnlyList<HttpClient> services)
    {
        var ids = new List<string>();
        for (var i = 0; i < Sample; i++)
        {
            ids.Add(await services[i % services.Count].CreateSimulationAsync(SimulationClient.Least));
        }

        return ids;
    }

    private static Task ReadAsync(HttpClient service, string id) => Eventually.HoldsAsync($"an answer about {id}", async () =>
    {
        using var answer = await service.GetAsync($"/simulations/{id}");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        return answer.StatusCode == HttpStatusCode.OK;
    });

    /// <summary>The grains stored for these ids, one for each row.</summary>
    private async Task<List<string>> StoredAsync(string[] ids)
    {
        await using var command = database.Source.CreateCommand(
            """
            SELECT split_part(grainidextensionstring, ':', 2) FROM orleansstorage
            WHERE split_part(grainidextensionstring, ':', 2) = ANY ($1) ORDER BY 1
            """);
        command.Parameters.Add(new() { Value = ids });
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<string>();
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetString(0));
        }

        return stored;
    }

    private void Say(string what, params TimeSpan[] times) =>
        output.WriteLine($"{what} {string.Join(" / ", times.Select(time => $"{time.TotalSeconds:0.0} s"))}");
}
