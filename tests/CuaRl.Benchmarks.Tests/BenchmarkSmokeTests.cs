using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Benchmarks.Tests;

/// <summary>Each benchmark runs and prints its figures. What they are is for people to read, never for a test to judge.</summary>
public sealed class BenchmarkSmokeTests
{
    [PostgresTheory]
    [InlineData("engine", "grain calls", "allocation", "activations with stored state / raw reads", "record writes with read-model triggers / without")]
    [InlineData(
        "store", "batch append / raw COPY", "single appends / raw inserts", "p99 of a single append / of a raw insert, at half load",
        "63 runs beside 32 writers that fight over one / without the fight", "HTTP batch append / raw COPY")]
    [InlineData(
        "tree", "BranchFrom p50 at the deepest / at depth 100, one run", "BranchFrom p50 / raw insert, chain of runs",
        "lineage as pieces, one run", "AncestorAt p50, chain of runs", "CommonAncestor p50, one run",
        "first page of 1,000 lineage states / raw scan, chain of runs", "memory of a tree, each run")]
    [InlineData(
        "record", "turns with a new 50 KB screenshot / raw COPY of the same bytes", "turns of 2 KB of text / raw COPY of the rows",
        "rollouts from create to completed, 1,000 at once", "first page and count of rollouts with a filter, the slowest of seven",
        "training with its steps and their progress of now")]
    [InlineData(
        "devices", "actions on a phone, each with its screen", "distinct screenshots", "cached screenshots",
        "added to an action by lease and grain", "lease p99 while 1,000 wait, from one holder to the next",
        "of 10,000 devices held at once, those that did all they were asked")]
    [InlineData(
        "grpo", "advantages and datums of 100,000 turns, each going on from the one before",
        "advantages and datums of 100,000 turns, none going on from the one before")]
    [InlineData(
        "policy", "sampled actions, from the elements of the phone's screen to the answer", "gradients of a turn with all its candidates",
        "seconds of a training with its evaluations, the longest")]
    [InlineData(
        "loop", "turns of 256 rollouts at once, recorded, judged and trained on", "added to a turn by the loop")]
    public async Task Benchmark_RunQuickly_PrintsEachFigureAsJson(string name, params string[] figures)
    {
        var result = await CuarlProgram.RunAsync(
            new ProgramArguments(AppContext.BaseDirectory, name, "--quick", "--json") { Program = "CuaRl.Benchmarks" });

        Assert.True(result.ExitCode == 0, result.Error);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(name, report.RootElement.GetProperty("bench").GetString());
        Assert.Equal(Environment.ProcessorCount, report.RootElement.GetProperty("machine").GetProperty("cores").GetInt32());
        var printed = report.RootElement.GetProperty("figures").EnumerateArray()
            .ToDictionary(figure => figure.GetProperty("name").GetString()!, figure => figure);
        Assert.All(figures, figure =>
        {
            Assert.True(printed[figure].GetProperty("value").GetDouble() > 0, figure);
            Assert.NotEqual(JsonValueKind.Null, printed[figure].GetProperty("bar").ValueKind);
            Assert.True(printed[figure].GetProperty("holds").ValueKind is JsonValueKind.True or JsonValueKind.False, figure);
            Assert.NotEmpty(printed[figure].GetProperty("raw").EnumerateObject());
        });
    }
}
