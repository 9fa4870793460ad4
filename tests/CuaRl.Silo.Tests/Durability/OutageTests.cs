using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability;

public sealed class OutageTests
{
    [PostgresFact]
    public async Task Service_WhilePostgresIsAway_SaysWhatIsWrongAndComesBack()
    {
        await using var postgres = await FaultyPostgres.StartAsync();
        await using var service = await StartAsync(postgres);

        postgres.Kill();

        await ReadinessIsAsync(service.Http, HttpStatusCode.ServiceUnavailable, "database: ");
        await AssertUnavailableAsync(service);
        Assert.Equal("""{"status":"ok"}""", await service.Http.GetStringAsync("/health"));

        await postgres.StartAgainAsync();

        await ReadinessIsAsync(service.Http, HttpStatusCode.OK);
        await service.Http.CreateSimulationAsync(SimulationClient.Least);
        Assert.Equal(0, await service.TerminateAsync());
    }

    [PostgresFact]
    public async Task Service_WhilePostgresStandsStill_GivesUpInTimeAndComesBack()
    {
        await using var postgres = await FaultyPostgres.StartAsync();
        await using var service = await StartAsync(postgres);
        await service.Http.CreateSimulationAsync(SimulationClient.Least);

        postgres.Freeze();

        await ReadinessIsAsync(service.Http, HttpStatusCode.ServiceUnavailable, "database: ");
        await AssertUnavailableAsync(service, "stood-still");

        postgres.Resume();

        await ReadinessIsAsync(service.Http, HttpStatusCode.OK);
        await service.Http.CreateSimulationAsync(SimulationClient.Least, "stood-still");
        Assert.Equal(2, (await service.Http.GetFromJsonAsync<JsonElement>("/simulations")).GetArrayLength());
        Assert.Equal(0, await service.TerminateAsync());
    }

    private static Task<ServiceProcess> StartAsync(FaultyPostgres postgres) => ServiceProcess.StartAsync(new ProgramArguments(
        TestFolders.Create("outage"), ServiceProcess.Up("--database", DatabaseUrl.From(postgres.Target.ConnectionString))));

    private static async Task AssertUnavailableAsync(ServiceProcess service, string? key = null)
    {
        using var answer = await service.Http.PostSimulationAsync(SimulationClient.Least, key);
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}\n{service.Program.Error}");
        Assert.Contains("The database cannot take this call", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(["detail"], (await answer.JsonAsync()).Names());
    }

    private static Task ReadinessIsAsync(HttpClient http, HttpStatusCode status, string? problem = null) =>
        Eventually.HoldsAsync($"readiness is {status}", async () =>
        {
            using var answer = await http.GetAsync("/health/ready");
            var problems = (await answer.JsonAsync()).GetProperty("problems").EnumerateArray().ToList();
            return answer.StatusCode == status
                && (problem is null ? problems.Count == 0 : problems[0].GetString()!.StartsWith(problem, StringComparison.Ordinal));
        });
}
