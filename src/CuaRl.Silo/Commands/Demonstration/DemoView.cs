using System.Globalization;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Demonstration;

/// <summary>The demo's report for people.</summary>
internal static class DemoView
{
    public static void Write(IAnsiConsole console, DemoReport report)
    {
        var lines = console.Profile.Out.Writer;
        lines.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Started in {report.ReadyInSeconds:0.0} s: engine {report.Engine}, database {report.Database}"));
        var steps = Terminal.Table("what", "by", "result", "ms");
        steps.Columns[2].NoWrap();
        steps.Columns[3].RightAligned();
        foreach (var step in report.Steps)
        {
            steps.AddRow(
                Terminal.Plain(step.What),
                Terminal.Plain(step.Way),
                Terminal.Plain(step.Result),
                Terminal.Plain(step.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        console.Write(steps);
        lines.WriteLine("Where to look:");
        foreach (var (what, command) in report.Look)
        {
            // One line each whatever the terminal's width, to be copied whole.
            lines.WriteLine($"  {what,-20} {command}");
        }
    }
}
