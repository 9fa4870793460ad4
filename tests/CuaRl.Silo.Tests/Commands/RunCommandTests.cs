using CuaRl.Silo.Commands;
using CuaRl.Silo.Tests.Service;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Commands;

public sealed class RunCommandTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Runs_FromBranchToPrune_AreSaidToTheService()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(4, simulation);

        await OkAsync($"runs branch {run} --step 2 --name high-lr-experiment --overrides {{\"lr\":0.01}}");
        var listed = await OkAsync($"runs list --simulation {simulation} --json");
        Assert.Contains("\"config_overrides\":{\"lr\":0.01}", listed, StringComparison.Ordinal);
        var branch = (await Http.GetJsonAsync($"/api/v1/simulations/{simulation}/runs")).GetProperty("items")[1].Text("id");
        Assert.Contains(branch, await OkAsync("runs list --limit 1000"), StringComparison.Ordinal);
        Assert.Contains("high-lr", await OkAsync($"runs show {branch}"), StringComparison.Ordinal);
        Assert.Contains($"\"divergence_point\":\"{run}.2\"", await OkAsync($"runs compare {run} {branch} --json"), StringComparison.Ordinal);
        Assert.Equal(2, (await OkAsync($"runs export {run} --from 2")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        foreach (var (command, status) in new[]
        {
            ($"pause {branch}", "paused"), ($"resume {branch}", "active"),
            ($"complete {branch} --reward 195.5 --expected-head 2", "completed"), ($"prune {branch}", "pruned"),
            ($"fail {run} --reason broken", "failed"),
        })
        {
            Assert.Contains($"\"status\":\"{status}\"", await OkAsync($"runs {command} --json"), StringComparison.Ordinal);
        }

        var (exitCode, _, error) = await RunAsync($"runs resume {run}");
        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains("409", error, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failed, (await RunAsync($"runs export {branch}x")).ExitCode);
    }

    [PostgresFact]
    public async Task Tree_OfASimulation_IsDrawnAsLinesAndAsAPicture()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        Assert.Contains("No runs yet", await OkAsync($"tree {simulation}"), StringComparison.Ordinal);
        var run = await Http.CreateRunAsync(4, simulation);
        var first = await Http.BranchAsync(run, 1, states: 2);
        var second = await Http.BranchAsync(first, 2);

        var lines = (await OkAsync($"tree {simulation}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("└─ main (active, 3 steps)", lines[0], StringComparison.Ordinal);
        Assert.Contains("└─ b (active, from step 2, 0 steps)", lines[2], StringComparison.Ordinal);
        Assert.Contains(second, lines[2], StringComparison.Ordinal);

        var file = Path.Combine(TestFolders.Create("tree"), "tree.svg");
        await OkAsync($"tree {simulation} --svg {file}");
        Assert.StartsWith("<svg ", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    private async Task<string> OkAsync(string line)
    {
        var (exitCode, output, error) = await RunAsync(line);
        Assert.True(exitCode == CommandLine.Ok, error);
        return output;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. line.Split(' '), "--url", Http.BaseAddress!.ToString()], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
