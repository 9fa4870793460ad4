using System.CommandLine;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands.Demonstration;

/// <summary><c>cuarl demo service</c>: the service from nothing, seen to work.</summary>
internal static class ServiceDemoCommand
{
    private const string AnyFreePort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var options = new ServiceOptions();
        var keep = new Option<bool>("--keep") { Description = "Leave the service running until Ctrl+C" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table" };
        var command = new CliCommand(
            "service",
            "See the service work: start everything, create two simulations, list them, and say where to look.",
            "cuarl demo service",
            "cuarl demo service --keep   # and look at http://127.0.0.1:8080/docs",
            "cuarl demo service --json | jq .")
        {
            keep,
            json,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isKept = parsed.GetValue(keep);
            var output = parsed.InvocationConfiguration.Output;
            var settings = options.Read(parsed, isKept ? null : AnyFreePort, LogLevel.Warning);
            await using (var service = await RunningService.StartAsync(settings, cancellationToken))
            {
                var report = await ReportAsync(service, settings, isKept, cancellationToken);
                if (parsed.GetValue(json))
                {
                    await output.WriteLineAsync(JsonSerializer.Serialize(report, DemoJson.Default.DemoReport));
                }
                else
                {
                    DemoView.Write(Terminal.On(output), report);
                }

                if (isKept)
                {
                    await service.WaitForShutdownAsync(cancellationToken);
                }
            }

            return Environment.ExitCode;
        });
        return command;
    }

    private static async Task<DemoReport> ReportAsync(
        RunningService service, ServiceSettings settings, bool isKept, CancellationToken cancellationToken)
    {
        var readyIn = StartClock.Elapsed;
        using var http = new ServiceClient(service.LocalUrl, settings.ApiKey);
        return new DemoReport
        {
            Engine = OrleansEngine.Name,
            Database = service.Store.Target.Display,
            ReadyInSeconds = Math.Round(readyIn.TotalSeconds, 2),
            Steps = await new Demo(service, http).RunAsync(cancellationToken),
            Look = isKept ? WhileRunning(service) : Afterwards(settings),
        };
    }

    private static Dictionary<string, string> WhileRunning(RunningService service) => new()
    {
        ["API page"] = $"{service.LocalUrl}docs",
        ["API document"] = $"{service.LocalUrl}openapi/v1.json",
        ["health"] = $"curl -s {service.LocalUrl}health/ready",
        ["simulations"] = $"curl -s {service.LocalUrl}simulations",
        ["tables"] = $"{Psql.CommandFor(service.Store)} -c 'SELECT * FROM simulation'",
        ["end it"] = "Ctrl+C",
    };

    /// <summary>The service is about to end, and a private server with it.</summary>
    private static Dictionary<string, string> Afterwards(ServiceSettings settings)
    {
        var where = settings.Database is not null ? " --database URL"
            : settings.DataDirectory == ServiceSettings.DefaultDataDirectory() ? ""
            : $" --data {settings.DataDirectory}";
        return new()
        {
            ["run the service"] = $"cuarl up{where}",
            ["then, API page"] = $"{ListenAddress.Default}/docs",
            ["then, simulations"] = "cuarl simulations list",
            ["demo and stay"] = $"cuarl demo service --keep{where}",
        };
    }
}
