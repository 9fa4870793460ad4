using System.CommandLine;
using CuaRl.Silo.Commands.Client;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl tree</c>: how the runs of a simulation branch, from a running service.</summary>
internal static class TreeCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("simulation") { Description = "The id of the simulation" };
        var svg = new Option<string?>("--svg") { Description = "Write a picture instead, as SVG", HelpName = "FILE" };
        var service = new ClientOptions();
        var command = new CliCommand(
            "tree",
            "Show how the runs of a simulation branch.",
            "cuarl tree 01930000-0000-7000-8000-000000000000",
            "cuarl tree 01930000-0000-7000-8000-000000000000 --svg tree.svg",
            "cuarl tree 01930000-0000-7000-8000-000000000000 --json | jq '.runs | length'")
        {
            id,
            svg,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"/api/v1/simulations/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/tree";
            if (parsed.GetValue(svg) is not { } file)
            {
                service.Print(parsed, await client.GetAsync(path, cancellationToken), RunTreeText.Draw);
                return;
            }

            await OutputFile.WriteAsync(svg.Name, file, await client.GetAsync($"{path}.svg", cancellationToken), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"wrote {file}");
        });
        return command;
    }
}
