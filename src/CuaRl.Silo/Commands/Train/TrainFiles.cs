using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Folders;
using CuaRl.Silo.Http.Trainings;

namespace CuaRl.Silo.Commands.Train;

/// <summary>
/// The files of a training, for readers of tinker-cookbook's: <c>config.json</c>, <c>metrics.jsonl</c> and <c>checkpoints.jsonl</c>. They
/// say what the record says, and are written anew from it as it grows.
/// </summary>
internal sealed class TrainFiles(string folder)
{
    private const string ConfigName = "config.json";
    private const string MetricsName = "metrics.jsonl";
    private const string CheckpointsName = "checkpoints.jsonl";

    /// <summary>What an earlier start left in a folder; null for nothing.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static FoundFiles? Find(string folder)
    {
        var config = Path.Combine(folder, ConfigName);
        if (!File.Exists(config))
        {
            return File.Exists(Path.Combine(folder, MetricsName)) || File.Exists(Path.Combine(folder, CheckpointsName)) ? new FoundFiles(null) : null;
        }

        try
        {
            using var read = JsonDocument.Parse(File.ReadAllText(config));
            return new FoundFiles(
                read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("run_name", out var name)
                    && name.ValueKind == JsonValueKind.Object && name.TryGetProperty("value", out var value)
                    ? value.GetString()
                    : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new CommandFailedException($"log_path: {config} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Says what the training follows.</summary>
    public void Begin(LoopResolution resolution)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException($"log_path: {error.Message}", error);
        }

        Write(ConfigName, TrainReport.Json(resolution));
    }

    /// <summary>Says how far the training is.</summary>
    public async Task WriteAsync(TrainWatch watch, CancellationToken cancellationToken)
    {
        var batches = await watch.ListBatchesAsync(cancellationToken);
        Write(MetricsName, MetricsLine.WriteAll(watch.Training, batches));
        Write(CheckpointsName, string.Concat(batches
            .Where(batch => batch.Result?.CheckpointPath is not null)
            .Select(batch => JsonSerializer.Serialize(CheckpointLine.Of(batch), TrainJson.Default.CheckpointLine) + "\n")));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        try
        {
            File.WriteAllText(file + ".new", text);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"log_path: {error.Message}", error);
        }
    }
}

/// <summary>A line of <c>checkpoints.jsonl</c>.</summary>
/// <param name="Name">What the state is called.</param>
/// <param name="Batch">How many steps it holds.</param>
/// <param name="StatePath">The state, with its optimizer.</param>
/// <param name="SamplerPath">The weights to sample from; null for none.</param>
internal sealed record CheckpointLine(string Name, int Batch, string StatePath, string? SamplerPath)
{
    public static CheckpointLine Of(BatchInfo batch)
    {
        var done = batch.Request.SourceType == SourceType.Step ? batch.Request.Step + 1 : 0;
        var state = batch.Result!.CheckpointPath!;
        return new CheckpointLine(state[(state.LastIndexOf('/') + 1)..], done, state, batch.Result.ModelPath);
    }
}
