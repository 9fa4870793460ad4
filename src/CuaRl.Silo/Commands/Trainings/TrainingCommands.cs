using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Db;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Trainings;

/// <summary>The commands that are about one training.</summary>
internal static class TrainingCommands
{
    public static Argument<string> Id(string name = "id") => new(name) { Description = "The id, number or name of a training" };

    public static string PathOf(ParseResult parsed, Argument<string> id) =>
        $"/api/v1/trainings/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}";

    public static Command Plain(string verb, string description)
    {
        var id = Id();
        var service = new ClientOptions();
        var command = new CliCommand(verb, description, $"cuarl trainings {verb} 7") { id };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.PostAsync(
                $"{PathOf(parsed, id)}/{verb}", JsonFieldsBody.Compose(), idempotencyKey: null, cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }

    public static Command Delete()
    {
        var id = Id();
        var consent = new Consent();
        var service = new ClientOptions();
        var command = new CliCommand(
            "delete",
            "Delete a training with all that belongs to it; refused while it is under way, or a branch or tag needs a part of it.",
            "cuarl trainings delete 7 --yes")
        {
            id,
        };
        consent.AddTo(command);
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(id);
            await consent.RequireAsync(parsed, $"This deletes training {name} with all its rollouts, for good.");
            using var client = service.Open(parsed);
            var left = await client.DeleteAsync($"{PathOf(parsed, id)}?yes=true", cancellationToken);
            service.Print(
                parsed,
                left.Length == 0 ? JsonFieldsBody.Compose(("deleted", true)) : left,
                _ => new Rows(Terminal.Plain(
                    left.Length == 0 ? $"deleted {name}" : $"deleting {name}: the service goes on with it by itself")));
        });
        return command;
    }

    public static Command Lines(string verb, string route, string description, string example)
    {
        var id = Id();
        var service = new ClientOptions();
        var command = new CliCommand(verb, description, example) { id };
        service.AddUrlTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            await client.ReadLinesAsync(
                $"{PathOf(parsed, id)}/{route}", parsed.InvocationConfiguration.Output.WriteLine, cancellationToken,
                cure: "start it again");
        });
        return command;
    }

    public static Command Reverify()
    {
        var id = Id();
        var layer = new Option<string>("--layer") { Description = "The name of the layer", HelpName = "NAME", Required = true };
        var function = new Option<string>("--reward-function")
        {
            Description = "The reward function, such as binary or comprehensive",
            HelpName = "NAME",
            Required = true,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "reverify",
            "Compute the rewards of a training anew over what was recorded, into a layer beside the recorded ones.",
            "cuarl trainings reverify my-training --layer shaped-1 --reward-function shaped")
        {
            id,
            layer,
            function,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = JsonFieldsBody.Compose(
                ("layer", parsed.GetRequiredValue(layer)), ("reward_function", parsed.GetRequiredValue(function)));
            using var client = service.Open(parsed);
            var json = await client.PostAsync($"{PathOf(parsed, id)}/reverify", body, idempotencyKey: null, cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }
}
