using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl --version</c>: version, engine and runtime.</summary>
internal static class VersionCommand
{
    public static Option CreateOption() => new Option<bool>("--version")
    {
        Description = "Show the version, the grain engine and the runtime.",
        Action = new Show(),
    };

    public static string Text =>
        $"cuarl {BuildInfo.Version}, engine {OrleansEngine.Name}, {RuntimeInformation.FrameworkDescription}";

    private sealed class Show : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Text);
            return CommandLine.Ok;
        }
    }
}
