using System.CommandLine;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl up</c>: runs the service until it is told to stop.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var options = new ServiceOptions();
        var command = new CliCommand(
            "up",
            "Start the service. It needs no configuration; it ends on Ctrl+C or SIGTERM, after the requests in flight.",
            "cuarl up                                 # at http://127.0.0.1:8080, with a Postgres of its own",
            "cuarl up --data ./experiment             # the same, kept in a folder of yours",
            "cuarl up --database postgres://me@db/rl  # on a database of yours",
            "CUARL_API_KEY=... cuarl up --urls http://0.0.0.0:8080  # for other machines; clients send the key");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using (var service = await RunningService.StartAsync(options.Read(parsed), cancellationToken))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(service.ReadyLine(StartClock.Elapsed));
                await service.WaitForShutdownAsync(cancellationToken);
            }

            // A part of the service that cannot go on stops the host and leaves its exit code here.
            return Environment.ExitCode;
        });
        return command;
    }
}
