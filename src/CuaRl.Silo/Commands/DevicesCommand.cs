using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Devices;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl devices</c>: asks a running service over HTTP.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var pool = new Option<string?>("--pool") { Description = "Only those of a pool", HelpName = "NAME" };
        var status = new Option<string?>("--status")
        {
            Description = "Only those: pending, creating, running, terminated or error",
            HelpName = "STATUS",
        };
        var leased = new Option<bool>("--leased") { Description = "Only those that are held" };
        var after = new Option<string?>("--after") { Description = "Go on after the 'next' of a page", HelpName = "ID" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most, 1 to 1000",
            HelpName = "N",
            DefaultValueFactory = _ => PageQuery.DefaultLimit,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "devices",
            "List the devices of a running service: where their boxes stand, and who holds them; end one.",
            "cuarl devices --leased",
            "cuarl devices terminate simulated.0",
            "cuarl devices --pool simulated --json | jq -r '.items[].box_id'")
        {
            pool,
            status,
            leased,
            after,
            limit,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"/api/v1/devices?limit={parsed.GetValue(limit)}{(parsed.GetValue(leased) ? "&leased=true" : "")}"
                + Query("pool", parsed.GetValue(pool)) + Query("status", parsed.GetValue(status)) + Query("after", parsed.GetValue(after));
            service.Print(parsed, await client.GetAsync(path, cancellationToken), DeviceTables.Devices);
        });
        command.Subcommands.Add(Terminate());
        return command;
    }

    private static CliCommand Terminate()
    {
        var id = new Argument<string>("id") { Description = "The id of a device" };
        var held = new Option<bool>("--even-if-held") { Description = "Take it from its holder, whose lease ends" };
        var service = new ClientOptions();
        var command = new CliCommand(
            "terminate", "End the box of a device; its pool makes another when it needs one.", "cuarl devices terminate simulated.0",
            "cuarl devices terminate android.3 --even-if-held")
        {
            id,
            held,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.PostAsync(
                $"/api/v1/devices/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/terminate",
                JsonFieldsBody.Compose(("only_if_free", !parsed.GetValue(held))), idempotencyKey: null, cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }

    private static string Query(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
