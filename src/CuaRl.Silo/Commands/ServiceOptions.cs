using System.CommandLine;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands;

/// <summary>The options of the commands that start the service.</summary>
internal sealed class ServiceOptions
{
    public Option<string?> Urls { get; } = new("--urls")
    {
        Description = $"Where to listen, several separated by semicolons; port 0 takes any free one [default: {ListenAddress.Default}]",
        HelpName = "URL",
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of the private Postgres server [default: cuarl in the user's data folder]",
        HelpName = "DIR",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = "postgres://user:password@host:port/name [default: DATABASE_URL, POSTGRES_*, else a private server]",
        HelpName = "URL",
    };

    public Option<string?> SiloAddress { get; } = new("--silo-address")
    {
        Description =
            "Where silos on other machines reach this one, without a key: an IP address or 'auto'; packages engine only "
            + $"[default: {SiloEndpoint.Default.Address}]",
        HelpName = "ADDRESS",
    };

    public Option<string?> Endpoints { get; } = new("--endpoints")
    {
        Description = $"JSON file with HTTP endpoints that give rewards or judge tasks [default: {ServiceSettings.EndpointsVariable}, else none]",
        HelpName = "FILE",
    };

    public Option<string?> Plugins { get; } = new("--plugins")
    {
        Description =
            "DLLs, or folders of DLLs, with reward functions and validators of your own, separated by commas "
            + $"[default: {ServiceSettings.PluginsVariable}, else none]",
        HelpName = "PATH",
    };

    public Option<string?> ScreenshotDays { get; } = new("--screenshot-days")
    {
        Description =
            $"How many days screenshots of ended trainings are kept [default: {ServiceSettings.ScreenshotDaysVariable}, else for ever]",
        HelpName = "DAYS",
    };

    public Option<string?> Checkpoints { get; } = new("--checkpoints")
    {
        Description =
            "Folder of the embedded trainer's checkpoints, shared by all silos of a cluster "
            + $"[default: {ServiceSettings.CheckpointsVariable}, else checkpoints in the --data folder]",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Urls);
        command.Options.Add(Data);
        command.Options.Add(Database);
        command.Options.Add(SiloAddress);
        command.Options.Add(Endpoints);
        command.Options.Add(Plugins);
        command.Options.Add(ScreenshotDays);
        command.Options.Add(Checkpoints);
    }

    public ServiceSettings Read(
        ParseResult parsed, string? defaultUrls = null, LogLevel defaultLogLevel = LogLevel.Information) =>
        ServiceSettings.From(
            parsed.GetValue(Urls) ?? defaultUrls,
            parsed.GetValue(Data),
            parsed.GetValue(Database),
            Environment.GetEnvironmentVariable,
            defaultLogLevel,
            parsed.GetValue(SiloAddress),
            parsed.GetValue(Endpoints),
            parsed.GetValue(ScreenshotDays),
            parsed.GetValue(Plugins),
            parsed.GetValue(Checkpoints));
}
