using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CuaRl.Architecture.Tests.Engine;

/// <summary>What MSBuild makes of a project without building or restoring it: needs no Orleans package.</summary>
internal sealed record Evaluation(int ExitCode, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private JsonNode Parsed => JsonNode.Parse(Output) ?? throw new InvalidOperationException(Output);

    public string Property(string name) => Parsed["Properties"]![name]!.GetValue<string>();

    public string[] Items(string name) =>
        [.. Parsed["Items"]![name]!.AsArray().Select(item => item!["Identity"]!.GetValue<string>())];

    public static async Task<Evaluation> OfAsync(
        string project, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf(project), "-nologo", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };

        // What the test runner and `cuarl` set for themselves would decide the answer.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Evaluation(process.ExitCode, output);
    }

    private static bool IsOfABuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable is "OrleansEngine" or "OrleansVersion" or "ArtifactsPath";
}
