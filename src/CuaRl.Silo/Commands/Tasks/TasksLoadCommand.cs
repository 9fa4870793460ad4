using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using CuaRl.Core.Tasks;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Tasks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Tasks;

/// <summary><c>cuarl tasks load ...</c>: has a running service choose tasks and store them.</summary>
internal static class TasksLoadCommand
{
    /// <param name="draw">Draws tasks as a table.</param>
    public static Command Create(Func<JsonElement, Table> draw)
    {
        var config = new Argument<string>("config")
        {
            Description =
                "Where they come from: a source such as demo_training, a JSON object as the original's TaskSourceConfig, a list of them, "
                + "or @FILE with that",
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "load",
            "Choose tasks as the original does, and store them.",
            "cuarl tasks load demo_all",
            """cuarl tasks load '{"source_type": "demo_training", "category": "settings", "limit": 10, "seed": 42}'""",
            """cuarl tasks load '{"source_type": "file", "file_path": "tasks.txt"}'  # a description a line""")
        {
            config,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = Body(Read(parsed.GetRequiredValue(config)));
            using var client = service.Open(parsed);
            service.Print(parsed, await client.PostAsync("/api/v1/tasks/load", body, null, cancellationToken), loaded => Draw(loaded, draw));
        });
        return command;
    }

    private static ImmutableArray<TaskSource> Read(string config)
    {
        try
        {
            return TaskSourceConfig.Parse(config.StartsWith('@') ? File.ReadAllText(config[1..]).TrimStart('\uFEFF') : config);
        }
        catch (Exception error) when (error is TaskSourceException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    private static byte[] Body(ImmutableArray<TaskSource> sources)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("sources");
            foreach (var source in sources)
            {
                Write(writer, source);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The service reads no files: what a file says goes there as descriptions.</summary>
    private static void Write(Utf8JsonWriter writer, TaskSource source)
    {
        var isFile = source is { SourceType: "file", FilePath.Length: > 0 };
        writer.WriteStartObject();
        writer.WriteString("source_type", isFile ? "custom" : source.SourceType);
        WriteTexts(writer, "task_ids", source.TaskIds);
        WriteTexts(
            writer, "custom_tasks",
            isFile ? source.CustomTasks.Select(line => line.Trim()).Where(line => line.Length > 0) : source.CustomTasks);
        WriteText(writer, "category", source.Category);
        WriteText(writer, "difficulty", source.Difficulty);
        if (source.Limit is { } limit)
        {
            writer.WriteNumber("limit", limit);
        }

        if (source.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }
        else
        {
            writer.WriteNull("seed");
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static Rows Draw(JsonElement loaded, Func<JsonElement, Table> draw) => new(
        loaded.GetProperty("warnings").EnumerateArray().Select(IRenderable (warning) => Terminal.Plain(warning))
            .Prepend(draw(loaded)));
}
