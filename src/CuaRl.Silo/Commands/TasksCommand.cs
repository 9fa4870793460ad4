using System.CommandLine;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Tasks;
using CuaRl.Silo.Http.Validation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl tasks ...</c>: asks a running service over HTTP.</summary>
internal static class TasksCommand
{
    private static readonly string[] Columns =
        ["number", "task_id", "name", "category", "difficulty", "max_steps", "validation_query", "source_type"];

    public static Command Create() => new CliCommand(
        "tasks",
        "List the tasks of a running service, and have it choose some.",
        "cuarl tasks list --category settings --difficulty easy",
        "cuarl tasks load demo_training")
    {
        List(),
        TasksLoadCommand.Create(DrawItems),
    };

    private static CliCommand List()
    {
        var category = Text("--category", "Only of this category, such as system, navigation, settings, app or input");
        var difficulty = Text("--difficulty", "Only of this difficulty: easy, medium or hard");
        var source = Text("--source", "Only those loaded from this, such as demo_training");
        var after = Text("--after", "Go on after the 'next' of a page");
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most, 1 to 1000",
            HelpName = "N",
            DefaultValueFactory = _ => PageQuery.DefaultLimit,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "list",
            "List tasks by their id.",
            "cuarl tasks list",
            "cuarl tasks list --category settings --difficulty easy",
            "cuarl tasks list --json | jq -r '.items[].task_id'")
        {
            category,
            difficulty,
            source,
            after,
            limit,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"/api/v1/tasks?limit={parsed.GetValue(limit)}{Query("category", parsed.GetValue(category))}"
                + $"{Query("difficulty", parsed.GetValue(difficulty))}{Query("source_type", parsed.GetValue(source))}"
                + Query("after", parsed.GetValue(after));
            service.Print(parsed, await client.GetAsync(path, cancellationToken), Draw);
        });
        return command;
    }

    private static Table DrawItems(JsonElement page)
    {
        var table = Terminal.Table(Columns);
        foreach (var task in page.GetProperty("items").EnumerateArray())
        {
            table.AddRow(Columns.Select(column => Terminal.Plain(task.GetProperty(column))));
        }

        return table;
    }

    private static IRenderable Draw(JsonElement page)
    {
        var table = DrawItems(page);
        return page.GetProperty("next").GetString() is { } next
            ? new Rows(table, Terminal.Plain($"There are more: --after {next}"))
            : table;
    }

    private static string Query(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static Option<string?> Text(string name, string description) =>
        new(name) { Description = description, HelpName = "TEXT" };
}
