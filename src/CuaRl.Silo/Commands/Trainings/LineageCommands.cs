using System.CommandLine;
using CuaRl.Silo.Commands.Client;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>The commands that branch trainings and compare branches.</summary>
internal static class LineageCommands
{
    public static Command Branch()
    {
        var id = TrainingCommands.Id();
        var step = new Option<long>("--step")
        {
            Description = "The last step, counted from 0, that both share; a state must have been saved after it (save_every)",
            HelpName = "N",
            Required = true,
        };
        var name = new Option<string>("--name")
        {
            Description = "The branch's name and identity; the same name again gives the same branch",
            HelpName = "NAME",
            Required = true,
        };
        var overrides = new Option<string?>("--overrides")
        {
            Description = "Flags laid over those of the training: a JSON object, or @FILE [default: none, the branch repeats its later steps]",
            HelpName = "JSON",
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "branch",
            "Make a training that goes on from a step of another, with its weights, optimizer and seeds; both go on.",
            "cuarl trainings branch my-training --step 199 --name high-lr --overrides '{\"learning_rate\": 0.02}'",
            "cuarl trainings branch my-training --step 199 --name again --json | jq -r .id",
            "cuarl trainings compare my-training high-lr      # what became of them")
        {
            id,
            step,
            name,
            overrides,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = JsonFieldsBody.Compose(
                ("run_name", parsed.GetRequiredValue(name)),
                ("step", parsed.GetRequiredValue(step)),
                ("overrides", JsonArgument.Read(overrides.Name, parsed.GetValue(overrides))));
            using var client = service.Open(parsed);
            var json = await client.PostAsync(
                $"{TrainingCommands.PathOf(parsed, id)}/branch", body, idempotencyKey: null, cancellationToken);
            service.Print(parsed, json, LineageTables.Branch);
        });
        return command;
    }

    public static Command Lineage()
    {
        var id = TrainingCommands.Id();
        var service = new ClientOptions();
        var command = new CliCommand(
            "lineage",
            "Show which trainings a training comes from, and which come from it.",
            "cuarl trainings lineage high-lr",
            "cuarl trainings lineage high-lr --json | jq -r '.ancestors[].run_name'")
        {
            id,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.GetAsync($"{TrainingCommands.PathOf(parsed, id)}/lineage", cancellationToken);
            service.Print(parsed, json, lineage => LineageTables.Lineage(lineage, parsed.GetRequiredValue(id)));
        });
        return command;
    }

    public static Command Compare()
    {
        var id = TrainingCommands.Id();
        var other = TrainingCommands.Id("other");
        var service = new ClientOptions();
        var command = new CliCommand(
            "compare",
            "Show where two trainings parted, what they do differently, and their steps since then side by side.",
            "cuarl trainings compare my-training high-lr",
            "cuarl trainings compare my-training high-lr --json | jq '.steps[] | [.step, .left.success_rate, .right.success_rate]'")
        {
            id,
            other,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"{TrainingCommands.PathOf(parsed, id)}/compare?with={Uri.EscapeDataString(parsed.GetRequiredValue(other))}";
            service.Print(parsed, await client.GetAsync(path, cancellationToken), LineageTables.Compare);
        });
        return command;
    }
}
