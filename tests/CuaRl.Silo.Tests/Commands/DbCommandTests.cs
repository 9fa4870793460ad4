using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Npgsql;

namespace CuaRl.Silo.Tests.Commands;

public sealed class DbCommandTests
{
    private readonly string _folder = TestFolders.Create("db");

    [PostgresFact]
    public async Task Db_OnAPrivateServer_BacksUpClearsAndRestores()
    {
        await using (var service = await ServiceProcess.StartAsync(new ProgramArguments(_folder, ServiceProcess.Up("--data", _folder))))
        {
            await service.Http.CreateSimulationAsync(SimulationClient.Least, "kept");

            Assert.Contains("used by process", await FailAsync("stop"), StringComparison.Ordinal);
            Assert.Contains("in use by cuarl service", await FailAsync("clear", "--yes"), StringComparison.Ordinal);
            Assert.Contains("wrote", await RunAsync("backup", "one.zip"), StringComparison.Ordinal);
            await service.TerminateAsync();
        }

        Assert.Contains("one.zip exists", await FailAsync("backup", "one.zip"), StringComparison.Ordinal);
        var question = await FailAsync("clear");
        Assert.Contains("orleansstorage, record_event, ", question, StringComparison.Ordinal);
        Assert.Contains("rollout_brief, rollout_record, run, run_head, run_state, simulation", question, StringComparison.Ordinal);
        Assert.Contains("add --yes", question, StringComparison.Ordinal);
        Assert.Contains("simulation: 1 rows", await RunAsync("verify"), StringComparison.Ordinal);
        await RunAsync("clear", "--yes");
        Assert.Contains("simulation: 0 rows", await RunAsync("verify"), StringComparison.Ordinal);
        await RunAsync("restore", "one.zip", "--yes");
        Assert.Contains("simulation: 1 rows written", await RunAsync("rebuild"), StringComparison.Ordinal);
        Assert.Contains("no private server runs", await RunAsync("stop"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Db_AfterTheServiceWasKilled_StopsTheServerThatItLeft()
    {
        await using (var service = await ServiceProcess.StartAsync(new ProgramArguments(_folder, ServiceProcess.Up("--data", _folder))))
        {
            service.Program.Send(Signal.Kill);
            await service.Program.WaitForExitAsync();
        }

        Assert.Contains("stopped the private server", await RunAsync("stop"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Db_StatusAndMigrate_SayWhatIsMissingAndThenThere()
    {
        var database = await TestServer.CreateEmptyDatabaseAsync();
        var url = DatabaseUrl.From(database);

        var before = await CuarlAsync("status", "--database", url);
        Assert.Equal(1, before.ExitCode);
        Assert.Contains("missing", before.Output, StringComparison.Ordinal);
        Assert.Contains("UTF8", before.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to back up", await FailAsync("backup", "none.zip", "--database", url), StringComparison.Ordinal);
        Assert.Contains("none of the service's tables", await FailAsync("verify", "--database", url), StringComparison.Ordinal);
        Assert.Contains("has all", await RunAsync("migrate", "--database", url), StringComparison.Ordinal);
        Assert.DoesNotContain("missing", await RunAsync("status", "--database", url), StringComparison.Ordinal);
        Assert.Contains("is no private server", await FailAsync("stop", "--database", url), StringComparison.Ordinal);
        await TestServer.DropDatabaseAsync(database);
    }

    [PostgresFact]
    public async Task Db_RefusedByTheDatabase_IsOneLine()
    {
        var database = await TestServer.CreateDatabaseAsync();
        var url = DatabaseUrl.From(database);
        await using (var source = NpgsqlDataSource.Create(database))
        {
            var name = new NpgsqlConnectionStringBuilder(database).Database;
            await using var refuse = source.CreateCommand($"ALTER DATABASE {name} SET default_transaction_read_only = on");
            await refuse.ExecuteNonQueryAsync();
            await using var refer = source.CreateCommand(
                "CREATE TABLE theirs (service_id text, id text, FOREIGN KEY (service_id, id) REFERENCES simulation)");
            await refer.ExecuteNonQueryAsync();

            Assert.Contains("is read-only", await FailAsync("rebuild", "--database", url), StringComparison.Ordinal);
            await using var allow = source.CreateCommand($"ALTER DATABASE {name} RESET default_transaction_read_only");
            await allow.ExecuteNonQueryAsync();
        }

        Assert.Contains("foreign key", await FailAsync("clear", "--yes", "--database", url), StringComparison.Ordinal);
        await TestServer.DropDatabaseAsync(database);
    }

    private Task<ProgramResult> CuarlAsync(params string[] line) => CuarlProgram.RunAsync(new ProgramArguments(_folder, ["db", .. line])
    {
        Environment = new Dictionary<string, string> { ["CUARL_DATA"] = _folder },
    });

    private async Task<string> RunAsync(params string[] line)
    {
        var result = await CuarlAsync(line);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private async Task<string> FailAsync(params string[] line)
    {
        var result = await CuarlAsync(line);
        Assert.NotEqual(0, result.ExitCode);
        return Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
