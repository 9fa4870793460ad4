using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Trainings;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl trainings</c>: asks a running service over HTTP.</summary>
internal static class TrainingsCommand
{
    public static Command Create()
    {
        var status = new Option<string?>("--status")
        {
            Description = "Only those: pending, initializing, running, completed, failed, paused or cancelled",
            HelpName = "STATUS",
        };
        var archived = new Option<bool>("--archived") { Description = "Archived ones, too" };
        var after = new Option<string?>("--after") { Description = "Go on after the 'next' of a page", HelpName = "CURSOR" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most, 1 to 1000",
            HelpName = "N",
            DefaultValueFactory = _ => PageQuery.DefaultLimit,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "trainings",
            "List the trainings of a running service, newest first; branch, compare, archive, delete and export them.",
            "cuarl trainings",
            "cuarl trainings --status running --json | jq -r '.items[].run_name'",
            "cuarl show my-training                  # one of them",
            "cuarl trainings branch my-training --step 199 --name high-lr --overrides '{\"learning_rate\": 0.02}'",
            "cuarl trainings archive my-training",
            "cuarl trainings delete 7 --yes")
        {
            status,
            archived,
            after,
            limit,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"/api/v1/trainings?limit={parsed.GetValue(limit)}{(parsed.GetValue(archived) ? "&archived=true" : "")}"
                + $"{Query("status", parsed.GetValue(status))}{Query("after", parsed.GetValue(after))}";
            service.Print(parsed, await client.GetAsync(path, cancellationToken), TrainingTables.List);
        });
        command.Subcommands.Add(LineageCommands.Branch());
        command.Subcommands.Add(LineageCommands.Lineage());
        command.Subcommands.Add(LineageCommands.Compare());
        command.Subcommands.Add(TrainingCommands.Plain("archive", "Take a training out of lists."));
        command.Subcommands.Add(TrainingCommands.Plain("unarchive", "Take a training back into lists."));
        command.Subcommands.Add(TrainingCommands.Delete());
        command.Subcommands.Add(TrainingCommands.Lines(
            "export", "export", "Print a training, a rollout with its turns a line.",
            "cuarl trainings export my-training > rollouts.jsonl"));
        command.Subcommands.Add(TrainingCommands.Lines(
            "metrics", "metrics.jsonl", "Print the figures of a training's steps, a line each.",
            "cuarl trainings metrics my-training > metrics.jsonl"));
        command.Subcommands.Add(TrainingCommands.Reverify());
        return command;
    }

    private static string Query(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
