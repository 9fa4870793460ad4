using System.CommandLine;
using CuaRl.Adapters.Postgres.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db stop</c>: ends a private server that no process uses any more.</summary>
internal static class DbStopCommand
{
    public static Command Create()
    {
        var options = new DbOptions();
        var command = new CliCommand(
            "stop", "Stop the private server when nothing uses it, as after a service that was killed.", "cuarl db stop");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (options.Database(parsed) is { } other)
            {
                throw new CommandFailedException($"{other.Display} is no private server; stop it where it runs.");
            }

            var directory = options.DataDirectory(parsed);
            var wasRunning = await PrivateServer.StopAsync(
                new PrivateServerOptions { DataDirectory = directory }, TimeProvider.System, NullLogger.Instance, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                wasRunning ? $"stopped the private server of {directory}" : $"no private server runs in {directory}");
            return CommandLine.Ok;
        });
        return command;
    }
}
