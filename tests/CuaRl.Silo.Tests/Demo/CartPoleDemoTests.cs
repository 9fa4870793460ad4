using System.Text.Json;
using System.Xml.Linq;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Demo;

public sealed class CartPoleDemoTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _folder = TestFolders.Create("demo");

    [PostgresTheory]
    [InlineData("lr", 2)]
    [InlineData("policy", 4)]
    [InlineData("intervention", 3)]
    [InlineData("exploration", 4)]
    public async Task Demo_OfAVariant_BranchesAtOneStateAndCompletesEveryRun(string variant, int runs)
    {
        const int Steps = 200;
        const int BranchAt = 60;

        var ended = await RunAsync(
            "--variant", variant, "--steps", $"{Steps}", "--branch-at", $"{BranchAt}", "--svg", "tree.svg", "--json");

        Assert.True(ended.ExitCode == 0, ended.Error);
        using var document = JsonDocument.Parse(ended.Output);
        var report = document.RootElement;
        var results = report.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(runs, results.Length);
        Assert.All(results, run => Assert.Equal("completed", run.GetProperty("status").GetString()));
        Assert.All(results, run => Assert.Equal(Steps + 1, run.GetProperty("length").GetInt32()));
        Assert.Equal(runs * (Steps + 1), report.GetProperty("visible_states").GetInt32());
        Assert.Equal(Steps + 1 + (runs - 1) * (Steps - BranchAt), report.GetProperty("unique_states").GetInt32());
        var main = results[0].GetProperty("id").GetString();
        foreach (var divergence in report.GetProperty("divergences").EnumerateArray())
        {
            Assert.Equal($"{main}.{BranchAt}", divergence.GetProperty("divergence_point").GetString());
            Assert.Equal(BranchAt + 1, divergence.GetProperty("shared_count").GetInt32());
            Assert.Equal(Steps - BranchAt, divergence.GetProperty("run1_unique_count").GetInt32());
            Assert.Equal(Steps - BranchAt, divergence.GetProperty("run2_unique_count").GetInt32());
        }

        var picture = XDocument.Load(Path.Combine(_folder, "tree.svg"));
        Assert.All(results, run => Assert.Contains(
            picture.Descendants(), element => !element.HasElements && element.Value == run.GetProperty("name").GetString()));
    }

    [PostgresFact]
    public async Task Demo_ForPeople_ShowsResultsTreeAndDivergence()
    {
        var ended = await RunAsync("--steps", "150", "--branch-at", "40");

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Contains("main (steps=150, status=completed)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("high-lr-experiment (steps=110, status=completed), branched at state", ended.Output, StringComparison.Ordinal);
        Assert.Contains(">>> DIVERGENCE POINT: step 40, state", ended.Output, StringComparison.Ordinal);
        Assert.Contains("302 in all histories, 261 unique", ended.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "cartpole-lr.svg")));
    }

    private Task<ProgramResult> RunAsync(params string[] options) => CuarlProgram.RunAsync(new ProgramArguments(
        _folder, ["demo", "cartpole", "--database", DatabaseUrl.From(database.ConnectionString), .. options]));
}
