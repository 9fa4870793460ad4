using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Benchmarks.Tests;

/// <summary>Each benchmark runs and prints its figures. What they are is for people to read, never for a test to judge.</summary>
public sealed class BenchmarkSmokeTests
{
    [PostgresTheory]
    [InlineData("engine", "grain calls", "allocation", "activations with stored state / raw reads", "record writes with read-model triggers / without")]
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
