using System.CommandLine;

namespace CuaRl.Silo.Commands.Runs;

/// <summary>The run that a command is about.</summary>
internal static class RunPaths
{
    public static Argument<string> Id(string name = "id") => new(name) { Description = "The id of a run" };

    public static string Of(ParseResult parsed, Argument<string> id) =>
        $"/api/v1/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}";
}
