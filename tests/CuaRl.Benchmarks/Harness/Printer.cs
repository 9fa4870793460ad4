using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace CuaRl.Benchmarks.Harness;

/// <summary>Shows a report: JSON on one line for scripts, a table for people.</summary>
internal static class Printer
{
    public static void Print(Report report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ReportContext.Readable.Report));
            return;
        }

        var machine = report.Machine;
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Bench}: {machine.Cores} cores, {machine.Cpu}, {machine.Runtime}, engine {machine.OrleansEngine}"));
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("figure", "value", "unit", "bar", "holds", "made from");
        foreach (var figure in report.Figures)
        {
            table.AddRow(
                Markup.Escape(figure.Name),
                figure.Value.ToString("#,0.###", CultureInfo.InvariantCulture),
                Markup.Escape(figure.Unit),
                Markup.Escape(figure.Bar ?? ""),
                figure.Bar is null ? "" : figure.Holds ? "[green]yes[/]" : "[red]no[/]",
                Markup.Escape(string.Join(", ", figure.Raw.Select(pair => string.Create(
                    CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:#,0.###}")))));
        }

        AnsiConsole.Write(table);
    }
}
