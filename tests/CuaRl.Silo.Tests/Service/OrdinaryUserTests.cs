using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Service;

public sealed class OrdinaryUserTests
{
    [OrdinaryUserFact]
    public async Task Up_ByAnOrdinaryUser_RunsWithAServerOfThatUserAndKeepsItsData()
    {
        var folder = await OrdinaryUser.CreateFolderAsync("ordinary");
        var up = new ProgramArguments(folder, ServiceProcess.Up("--data", Path.Combine(folder, "data")))
        {
            UserName = OrdinaryUser.Name,
            Environment = new Dictionary<string, string> { ["HOME"] = folder },
        };
        string id;
        await using (var first = await ServiceProcess.StartAsync(up))
        {
            Assert.NotEqual("0", UserOf(first.Program.Id));
            var server = await File.ReadAllLinesAsync(Path.Combine(folder, "data", "postgres", "data", "postmaster.pid"));
            Assert.Equal(UserOf(first.Program.Id), UserOf(int.Parse(server[0], System.Globalization.CultureInfo.InvariantCulture)));
            id = await first.Http.CreateSimulationAsync(SimulationClient.Least, "ordinary");
            Assert.Equal(0, await first.TerminateAsync());
        }

        await using var second = await ServiceProcess.StartAsync(up);
        using var answer = await second.Http.GetAsync($"/simulations/{id}");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(0, await second.TerminateAsync());
    }

    private static string UserOf(int process) =>
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    /// <summary>Skipped, with the reason, where the program cannot be run under another account.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OrdinaryUserFactAttribute : FactAttribute
    {
        public OrdinaryUserFactAttribute() => Skip = PostgresPrerequisite.MissingReason ?? OrdinaryUser.UnavailableReason;
    }
}
