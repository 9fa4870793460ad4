using System.Diagnostics;
using System.Globalization;
using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class FrozenSiloTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Hanging = 16;

    /// <summary>How long the silo stands still: <c>CUARL_TEST_FREEZE_SECONDS</c>, else 60.</summary>
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(int.Parse(
        Environment.GetEnvironmentVariable("CUARL_TEST_FREEZE_SECONDS") ?? "60", CultureInfo.InvariantCulture));

    /// <summary>One process a service: on the other engine a second one joins it.</summary>
    private static readonly bool IsAlone = OrleansEngine.Name == "embedded";

    private readonly string _database = DatabaseUrl.From(database.ConnectionString);

    [PostgresFact]
    public async Task Writes_WhileTheSiloStandsStill_GoOnAfterwardsAndAreAllThereOnce()
    {
        await using var service = await StartAsync("frozen");
        await using var writers = new Writers("frozen", Address(service));
        await writers.MoreAsync(200);

        service.Program.Send(Signal.Stop);
        var since = Stopwatch.GetTimestamp();
        if (IsAlone)
        {
            var second = await CuarlProgram.RunAsync(Arguments("frozen-second"));
            Assert.Equal(1, second.ExitCode);
            Assert.Contains("already served", second.Error, StringComparison.Ordinal);
        }

        await Eventually.HoldsAsync("the silo has stood still", () => Task.FromResult(Stopwatch.GetElapsedTime(since) >= Freeze));
        service.Program.Send(Signal.Continue);

        await writers.MoreAsync(200);
        await writers.FinishAsync();
        output.WriteLine($"frozen for {Freeze.TotalSeconds} s: {writers.Acknowledged.Count} writes acknowledged");
        Assert.Empty(writers.Contradictions);
        await StoredSimulations.AssertExactlyAsync(database.Source, writers.Acknowledged);
        Assert.Equal(0, await service.TerminateAsync());
    }

    [PostgresFact]
    public async Task Silo_ReplacedWhileItStoodStill_WritesNothingMoreAndEndsSayingWhy()
    {
        await database.ExecuteAsync("TRUNCATE orleansstorage, simulation");
        await using var frozen = await StartAsync("replaced");
        await using var writers = new Writers("replaced", Address(frozen));
        await writers.MoreAsync(100);
        frozen.Program.Send(Signal.Stop);

        // Requests that reach the frozen silo, to be found by it when it goes on.
        var late = Enumerable.Range(0, Hanging).Select(i => writers.TryAsync(Address(frozen), $"late-{i}")).ToList();
        await EndLockAsync(frozen);
        await using var second = await StartAsync("replacement");
        writers.TurnTo(Address(second));
        var repeated = await Task.WhenAll(Enumerable.Range(0, Hanging).Select(
            i => Eventually.GivesAsync($"late-{i} is acknowledged", () => writers.TryAsync(Address(second), $"late-{i}"))));
        frozen.Program.Send(Signal.Continue);
        var exitCode = await frozen.Program.WaitForExitAsync();

        await Task.WhenAll(late);
        await writers.MoreAsync(100);
        await writers.FinishAsync();
        Assert.NotEqual(0, exitCode);
        Assert.Contains(IsAlone ? "This process ends" : "I have been told I am dead", frozen.Program.Error, StringComparison.Ordinal);
        Assert.Equal(Hanging, repeated.Length);
        Assert.Empty(writers.Contradictions);
        await StoredSimulations.AssertExactlyAsync(database.Source, writers.Acknowledged);
    }

    /// <summary>Ends the session that holds the silo's lock, as the server does when it is restarted or gives up on a peer.</summary>
    private async Task EndLockAsync(ServiceProcess service)
    {
        var ended = await database.ScalarAsync<long>(
            $"""
            SELECT count(pg_terminate_backend(pid)) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND application_name LIKE '%process {service.Program.Id} on%'
            """);
        Assert.InRange(ended, 1, long.MaxValue);
    }

    private Task<ServiceProcess> StartAsync(string name) => ServiceProcess.StartAsync(Arguments(name));

    private ProgramArguments Arguments(string name) =>
        new(TestFolders.Create(name), ServiceProcess.Up("--database", _database));

    private static string Address(ServiceProcess service) => service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
