using System.Globalization;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>The service's answers about trainings, for people.</summary>
internal static class TrainingTables
{
    private static readonly string[] Figures =
    [
        "model_name", "lora_rank", "learning_rate", "batch_size", "group_size", "groups_per_batch", "temperature", "max_turns",
        "reward_function", "phase", "current_step", "total_steps", "checkpoint_path", "start_time", "end_time", "last_heartbeat",
        "status_message", "error_message",
    ];

    /// <summary>A page of trainings.</summary>
    public static IRenderable List(JsonElement page)
    {
        var table = Terminal.Table("number", "run_name", "status", "progress", "eta", "step", "started");
        foreach (var training in page.GetProperty("items").EnumerateArray())
        {
            table.AddRow(
                Value(training, "number"), Value(training, "run_name"), Value(training, "status"),
                Terminal.Plain(ProgressText.Cell(training)), Terminal.Plain(ProgressText.Eta(ProgressText.Left(training))),
                Terminal.Plain(Steps(training)), Value(training, "start_time"));
        }

        return page.GetProperty("next").GetString() is { } next
            ? new Rows(table, Terminal.Plain($"There are more: --after {next}"))
            : table;
    }

    /// <summary>A training with its batches.</summary>
    public static IRenderable Show(JsonElement answer)
    {
        var training = answer.GetProperty("training");
        var figures = Terminal.Table("field", "value");
        foreach (var name in Figures)
        {
            if (training.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value)
            {
                figures.AddRow(Terminal.Plain(name), Terminal.Plain(value));
            }
        }

        if (training.GetProperty("branched_from") is { ValueKind: JsonValueKind.Object } origin)
        {
            figures.AddRow(
                Terminal.Plain("branched_from"), Terminal.Plain($"{Text(origin, "run_name")} after step {Text(origin, "step")}"));
        }

        var title = $"{Text(training, "run_name")} (training {Text(training, "number")}, {Text(training, "status")})  {Text(training, "id")}";
        return new Rows(
            Terminal.Plain(title), Terminal.Plain(ProgressText.Of(training)), figures, Batches(answer.GetProperty("batches")));
    }

    private static IRenderable Batches(JsonElement batches)
    {
        if (batches.GetArrayLength() == 0)
        {
            return Terminal.Plain("No steps, evaluations or baselines yet.");
        }

        var table = Terminal.Table("batch", "step", "status", "progress", "reward", "success", "turns", "loss");
        foreach (var batch in batches.EnumerateArray())
        {
            var statistics = batch.GetProperty("statistics");
            var has = statistics.ValueKind == JsonValueKind.Object;
            table.AddRow(
                Terminal.Plain($"{Text(batch, "source_type")}-{Text(batch, "number")}"), Value(batch, "step"),
                Value(batch, "status"), Terminal.Plain(ProgressText.Cell(batch)),
                Terminal.Plain(has ? $"{Number(statistics, "reward_mean")} ± {Number(statistics, "reward_std")}" : "-"),
                Terminal.Plain(has ? $"{Text(statistics, "success_count")} of {Text(statistics, "count")}" : "-"),
                Terminal.Plain(has ? Number(statistics, "average_turns") : "-"),
                Terminal.Plain(Number(batch, "loss")));
        }

        return table;
    }

    private static string Steps(JsonElement training) =>
        training.GetProperty("total_steps").ValueKind == JsonValueKind.Null
            ? Text(training, "current_step")
            : $"{Text(training, "current_step")} of {Text(training, "total_steps")}";

    private static Text Value(JsonElement record, string name) => Terminal.Plain(record.GetProperty(name));

    private static string Text(JsonElement record, string name) => record.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => "-",
        var value => value.ToString(),
    };

    private static string Number(JsonElement record, string name) =>
        record.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
            ? value.GetDouble().ToString("0.####", CultureInfo.InvariantCulture)
            : "-";
}
