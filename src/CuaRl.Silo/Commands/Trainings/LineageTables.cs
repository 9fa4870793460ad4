using System.Globalization;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>The service's answers about the lineage of trainings, for people.</summary>
internal static class LineageTables
{
    private static readonly string[] Measures = ["success_rate", "reward_mean", "loss"];

    /// <summary>A branch that was made.</summary>
    public static IRenderable Branch(JsonElement training)
    {
        var origin = training.GetProperty("branched_from");
        return new Rows(Terminal.Plain(
            $"{Text(training, "run_name")} (training {Text(training, "number")}, {Text(training, "status")}) goes on from "
            + $"{Text(origin, "run_name")} after step {Text(origin, "step")}"));
    }

    /// <summary>Ancestors and branches of a training.</summary>
    public static IRenderable Lineage(JsonElement lineage, string name)
    {
        var table = Terminal.Table("relation", "number", "run_name", "status", "shared up to step");
        Add(table, "ancestor", lineage.GetProperty("ancestors"));
        Add(table, "branch", lineage.GetProperty("children"));
        return table.Rows.Count > 0 ? table : new Rows(Terminal.Plain($"{name} is no branch, and has none."));
    }

    /// <summary>Two trainings since they parted.</summary>
    public static IRenderable Compare(JsonElement comparison)
    {
        var (left, right) = (Text(comparison.GetProperty("left"), "run_name"), Text(comparison.GetProperty("right"), "run_name"));
        var common = comparison.GetProperty("common_ancestor");
        return new Rows(
            Terminal.Plain(common.ValueKind == JsonValueKind.Null
                ? $"{left} and {right} have no training in common."
                : $"{left} and {right} share {Text(common, "run_name")} up to step {Text(common, "step")}."),
            Differences(comparison.GetProperty("differences"), left, right),
            Steps(comparison.GetProperty("steps"), left, right));
    }

    private static IRenderable Differences(JsonElement differences, string left, string right)
    {
        if (differences.GetArrayLength() == 0)
        {
            return Terminal.Plain("Their settings are the same.");
        }

        var table = Table("setting", left, right);
        foreach (var difference in differences.EnumerateArray())
        {
            table.AddRow(
                Terminal.Plain(difference.GetProperty("name")), Terminal.Plain(difference.GetProperty("left")),
                Terminal.Plain(difference.GetProperty("right")));
        }

        return table;
    }

    private static IRenderable Steps(JsonElement steps, string left, string right)
    {
        if (steps.GetArrayLength() == 0)
        {
            return Terminal.Plain("Neither has completed a step since.");
        }

        var table = Table("step", $"success {left}", right, $"reward {left}", right, $"loss {left}", right);
        foreach (var step in steps.EnumerateArray())
        {
            var sides = (Left: step.GetProperty("left"), Right: step.GetProperty("right"));
            table.AddRow(
                [
                    Terminal.Plain(step.GetProperty("step")),
                    .. Measures.SelectMany(
                        name => new[] { Terminal.Plain(Number(sides.Left, name)), Terminal.Plain(Number(sides.Right, name)) }),
                ]);
        }

        return table;
    }

    /// <summary>Names of trainings are anything, and no markup.</summary>
    private static Table Table(params string[] columns)
    {
        var table = Terminal.Table();
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Terminal.Plain(column)));
        }

        return table;
    }

    private static void Add(Table table, string relation, JsonElement relatives)
    {
        foreach (var relative in relatives.EnumerateArray())
        {
            var status = relative.GetProperty("status");
            table.AddRow(
                Terminal.Plain(relation), Terminal.Plain(relative.GetProperty("number")), Terminal.Plain(relative.GetProperty("run_name")),
                status.ValueKind == JsonValueKind.Null ? Terminal.Plain("deleted") : Terminal.Plain(status),
                Terminal.Plain(relative.GetProperty("step")));
        }
    }

    private static string Text(JsonElement record, string name) => record.GetProperty(name).ToString();

    private static string Number(JsonElement measures, string name) =>
        measures.ValueKind == JsonValueKind.Object && measures.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
            ? value.GetDouble().ToString("0.####", CultureInfo.InvariantCulture)
            : "-";
}
