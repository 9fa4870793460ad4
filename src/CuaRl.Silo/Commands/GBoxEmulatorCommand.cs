using System.CommandLine;
using System.Globalization;
using CuaRl.Adapters;
using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl gbox-emulator</c>: a server with GBox's REST contract over simulated phones.</summary>
internal static class GBoxEmulatorCommand
{
    private const string DefaultUrl = "http://127.0.0.1:28080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, several separated by semicolons; port 0 takes any free one",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultUrl,
        };
        var faults = new Option<string?>("--faults")
        {
            Description = "What goes wrong, as JSON of rates from 0 to 1 and milliseconds: latency_ms, create_ms, vanish, too_many, "
                + "retry_after_ms, too_many_boxes, box_retry_after_ms, error, error_after, lost_create, lost_reply, wrong_json, limit [default: nothing]",
            HelpName = "JSON",
        };
        var seed = new Option<ulong>("--seed") { Description = "What chance follows from", HelpName = "NUMBER" };
        var command = new CliCommand(
            "gbox-emulator",
            "Serve GBox's REST API over simulated phones, to try and to test without an account. Boxes end with the process.",
            "cuarl gbox-emulator                                       # at http://127.0.0.1:28080/api/v1/",
            "cuarl gbox-emulator --faults '{\"too_many\": 0.1, \"retry_after_ms\": 200, \"lost_create\": 0.05}' --seed 7",
            "curl -H 'Authorization: Bearer any' -d '{\"vanish\": 0.01}' http://127.0.0.1:28080/emulator/faults  # other faults",
            "curl -H 'Authorization: Bearer any' http://127.0.0.1:28080/emulator/boxes  # all boxes ever made, for audits",
            "GBOX_API_KEY=any GBOX_CLIENT_BASE_URL=http://127.0.0.1:28080/api/v1/ cuarl up  # a service that uses it");
        command.Options.Add(urls);
        command.Options.Add(faults);
        command.Options.Add(seed);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new GBoxEmulatorOptions
            {
                Urls = Addresses(parsed.GetValue(urls)!),
                ApiKey = Key(),
                Faults = parsed.GetValue(faults) is { } json ? GBoxEmulatorOptions.ReadFaults(json) : EmulatorFaults.None,
                Seed = parsed.GetValue(seed),
            };
            await RunAsync(options, parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return command;
    }

    private static string? Key() =>
        Environment.GetEnvironmentVariable(GBoxOptions.KeyVariable) is { Length: > 0 } key ? key : null;

    private static string Addresses(string urls)
    {
        var addresses = ListenAddress.Parse(urls);
        foreach (var address in addresses)
        {
            if (!address.IsLoopback && Key() is null)
            {
                throw new ConfigurationException(
                    $"{address.Url} can be reached from other machines: set {GBoxOptions.KeyVariable} to a key that callers must send, "
                    + "or listen at 127.0.0.1");
            }

            address.CheckFree();
        }

        return string.Join(';', addresses.Select(address => address.Url));
    }

    private static async Task RunAsync(GBoxEmulatorOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSimulatedDevices()
            .AddLogging(logging => logging
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning))
            .BuildServiceProvider();
        await using var emulator = await GBoxEmulator.StartAsync(
            services.GetRequiredService<IDeviceDriver>(), options, services.GetRequiredService<IIdGenerator>(),
            TimeProvider.System, services.GetRequiredService<ILoggerFactory>(), cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"ready in {StartClock.Elapsed.TotalSeconds:0.0} s at {string.Join(' ', emulator.Urls)}, api {emulator.ApiUrl}"));
        await emulator.WaitForShutdownAsync(cancellationToken);
    }
}
