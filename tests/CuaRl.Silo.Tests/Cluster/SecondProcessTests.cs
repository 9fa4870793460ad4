using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>The embedded engine, where one process is the whole cluster: what would make it two is refused.</summary>
public sealed class SecondProcessTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _folder = TestFolders.Create("second");

    private ProgramArguments Up => new(
        _folder, ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString)));

    [PostgresFact]
    public async Task Up_SecondProcessOnTheSameService_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await ServiceProcess.StartAsync(Up);

        var second = await CuarlProgram.RunAsync(Up);

        Assert.Equal(1, second.ExitCode);
        Assert.Empty(second.Output);
        Assert.Contains("already served by cuarl service, process", second.Error, StringComparison.Ordinal);
        await first.Http.CreateSimulationAsync(SimulationClient.Least);
    }

    [Theory]
    [InlineData("CUARL_SILO_ADDRESS", "auto")]
    [InlineData("CUARL_SILO_PORT", "11111")]
    [InlineData("CUARL_GATEWAY_PORT", "30000")]
    public async Task Up_WithAnAddressForOtherSilos_IsRefusedNamingTheEngineThatTakesIt(string variable, string value)
    {
        var result = await CuarlProgram.RunAsync(Up with
        {
            Line = ServiceProcess.Up("--data", Path.Combine(_folder, "none")),
            Environment = new Dictionary<string, string> { [variable] = value },
        });

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(variable, result.Error, StringComparison.Ordinal);
        Assert.Contains("packages engine", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "none")));
    }
}
