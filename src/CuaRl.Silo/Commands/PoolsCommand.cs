using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Devices;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl pools</c>: asks a running service over HTTP.</summary>
internal static class PoolsCommand
{
    public static Command Create()
    {
        var service = new ClientOptions();
        var command = new CliCommand(
            "pools",
            "List the pools of devices of a running service; show, drain them, or compare them with their provider.",
            "cuarl pools",
            "cuarl pools show simulated",
            "cuarl pools drain simulated",
            "cuarl pools reconcile simulated --json");
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            service.Print(parsed, await client.GetAsync("/api/v1/device-pools", cancellationToken), DeviceTables.Pools);
        });
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Plain("drain", "Have a pool give out no devices, and end those it has as their leases end."));
        command.Subcommands.Add(Plain("reconcile", "End boxes of a pool that nobody holds, and close devices whose boxes are gone."));
        return command;
    }

    private static CliCommand Show()
    {
        var name = new Argument<string>("name") { Description = "The name of a pool" };
        var service = new ClientOptions();
        var command = new CliCommand("show", "Show a pool of devices with its limits and deadlines.", "cuarl pools show simulated") { name };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"/api/v1/device-pools/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}";
            service.Print(parsed, await client.GetAsync(path, cancellationToken), Terminal.Fields);
        });
        return command;
    }

    private static CliCommand Plain(string verb, string description)
    {
        var name = new Argument<string>("name") { Description = "The name of a pool" };
        var service = new ClientOptions();
        var command = new CliCommand(verb, description, $"cuarl pools {verb} simulated") { name };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.PostAsync(
                $"/api/v1/device-pools/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/{verb}", JsonFieldsBody.Compose(),
                idempotencyKey: null, cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }
}
