using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
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

    private static ImmutableArray<TaskChoice> Read(string config)
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

    /// <summary>The service reads no files: what a file says goes there as descriptions.</summary>
    private static byte[] Body(IEnumerable<TaskChoice> choices) =>
        Encoding.UTF8.GetBytes($$"""{"sources":{{TaskChoiceJson.Write(choices.Select(WithoutFile))}}}""");

    private static TaskChoice WithoutFile(TaskChoice choice) => choice.FileLines is not { } lines ? choice : choice with
    {
        SourceType = "custom",
        FilePath = null,
        FileLines = null,
        CustomTasks = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)],
    };

    private static Rows Draw(JsonElement loaded, Func<JsonElement, Table> draw) => new(
        loaded.GetProperty("warnings").EnumerateArray().Select(IRenderable (warning) => Terminal.Plain(warning))
            .Prepend(draw(loaded)));
}
