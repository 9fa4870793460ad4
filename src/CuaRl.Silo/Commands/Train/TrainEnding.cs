using System.Globalization;
using System.Text.Json.Serialization;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Train;

/// <summary>What came of a training.</summary>
internal sealed record TrainEnding
{
    public required string RunName { get; init; }

    public required string TrainingId { get; init; }

    public required string Status { get; init; }

    public required int Steps { get; init; }

    public required double? Reward { get; init; }

    public required double? Success { get; init; }

    public required double Turns { get; init; }

    public required double Seconds { get; init; }

    public required string? CheckpointPath { get; init; }

    public required string? Error { get; init; }

    /// <param name="watch">The training, followed to its end.</param>
    /// <param name="saved">The latest step with a saved state; null for none.</param>
    public static TrainEnding Of(TrainWatch watch, BatchInfo? saved) => new()
    {
        RunName = watch.Training.RunName,
        TrainingId = watch.Training.Id,
        Status = watch.Training.Status.ToString().ToLowerInvariant(),
        Steps = watch.Points.Count,
        Reward = watch.Points.Count == 0 ? null : watch.Late(point => point.Reward ?? 0),
        Success = watch.Points.Count == 0 ? null : watch.Late(point => point.Success),
        Turns = Math.Round(watch.Turns),
        Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
        CheckpointPath = saved?.Result?.CheckpointPath,
        Error = watch.Training.ErrorMessage,
    };

    /// <summary>For people.</summary>
    public Table Table()
    {
        var table = Terminal.Table("training", RunName);
        table.AddRow("status", Status);
        table.AddRow("steps", Text(Steps, "#,0"));
        table.AddRow("reward, last 10 steps", Reward is { } reward ? Text(reward, "0.000") : "-");
        table.AddRow("success, last 10 steps", Success is { } success ? Text(success, "0.0 %") : "-");
        table.AddRow("turns", Text(Turns, "#,0"));
        table.AddRow("seconds", Text(Seconds, "0.0"));
        table.AddRow(Terminal.Plain("saved state"), Terminal.Plain(CheckpointPath ?? "-"));
        if (Error is not null)
        {
            table.AddRow(Terminal.Plain("error"), Terminal.Plain(Error));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainEnding))]
[JsonSerializable(typeof(CheckpointLine))]
internal sealed partial class TrainJson : JsonSerializerContext;
