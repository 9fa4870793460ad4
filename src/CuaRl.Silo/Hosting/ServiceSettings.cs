using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Adapters.Endpoints;
using CuaRl.Grains;
using CuaRl.Silo.Hosting.Devices;
using CuaRl.Silo.Hosting.Plugins;

namespace CuaRl.Silo.Hosting;

/// <summary>What the service was asked to be. Options on the command line win over variables; nothing must be set.</summary>
internal sealed class ServiceSettings
{
    public const string UrlsVariable = "CUARL_URLS";
    public const string DataVariable = "CUARL_DATA";
    public const string KeyVariable = "CUARL_API_KEY";
    public const string LogLevelVariable = "CUARL_LOG_LEVEL";
    public const string LogFormatVariable = "CUARL_LOG_FORMAT";
    public const string EndpointsVariable = "CUARL_ENDPOINTS";
    public const string PluginsVariable = "CUARL_PLUGINS";
    public const string ScreenshotDaysVariable = "CUARL_SCREENSHOT_DAYS";
    public const string ProgressVariable = "CUARL_PROGRESS_SECONDS";
    public const string VideosVariable = "CUARL_VIDEOS";
    public const string CheckpointsVariable = "CUARL_CHECKPOINTS";
    public const string DriverLeaseVariable = "CUARL_DRIVER_LEASE_SECONDS";

    private const int MinKeyLength = 16;
    private const int MaxDays = 36_500;
    private const int MaxSeconds = 3600;
    private static readonly TimeSpan DefaultProgressInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultDriverLease = TimeSpan.FromSeconds(30);

    /// <summary>Where to listen.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary>The folder of the private server and of whatever else is kept as files, as an absolute path.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The <c>--database</c> option, if given; it may hold a password.</summary>
    public string? Database { get; init; }

    /// <summary>What clients must send; null when only this machine can reach the service and none is set.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The least severe log level that is written.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>True for a JSON object a line, false for text.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>The HTTP endpoints that give rewards and judge tasks.</summary>
    /// <value>The default is none.</value>
    public JudgeEndpoints Endpoints { get; init; } = JudgeEndpoints.None;

    /// <summary>DLLs with reward functions and validators of a user's own, or folders of such, as absolute paths.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>How long screenshots of ended trainings are kept; null for ever.</summary>
    public TimeSpan? ScreenshotAge { get; init; }

    /// <summary>Where other silos reach this one; of no use to the embedded engine.</summary>
    public SiloEndpoint Silo { get; init; } = SiloEndpoint.Default;

    /// <summary>How often running trainings store their progress; zero for never.</summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan ProgressInterval { get; init; } = DefaultProgressInterval;

    /// <summary>The folder that recordings are served from, as an absolute path; null for none.</summary>
    public string? Videos { get; init; }

    /// <summary>The folder of the embedded trainer's checkpoints, as an absolute path; all silos of a cluster have to share it.</summary>
    /// <value>The default is <c>checkpoints</c> in the data directory.</value>
    [AllowNull]
    public string Checkpoints { get => field ?? Path.Combine(DataDirectory, "checkpoints"); init; }

    /// <summary>How long a training waits for the silo that drove it to come back before another takes over.</summary>
    /// <value>The default is 30 s.</value>
    public TimeSpan DriverLease { get; init; } = DefaultDriverLease;

    /// <summary>How GBox is reached; null when it is not in use.</summary>
    public GBoxOptions? GBox { get; init; }

    /// <summary>How Tinker is reached; without a key, trainings by it are refused.</summary>
    public TinkerOptions Tinker { get; init; } = new();

    /// <summary>How devices are driven, and how pools of them are run that were never configured.</summary>
    public DeviceOptions Devices { get; init; } = new();

    /// <exception cref="ConfigurationException">A setting is wrong, or missing where it must not be.</exception>
    public static ServiceSettings From(
        string? urls,
        string? data,
        string? database,
        Func<string, string?> environment,
        LogLevel defaultLogLevel = LogLevel.Information,
        string? siloAddress = null,
        string? endpoints = null,
        string? screenshotDays = null,
        string? plugins = null,
        string? checkpoints = null)
    {
        var addresses = ListenAddress.Parse(urls ?? Set(environment, UrlsVariable) ?? ListenAddress.Default);
        var key = Set(environment, KeyVariable);
        if (key is { Length: < MinKeyLength })
        {
            throw new ConfigurationException($"{KeyVariable} must have at least {MinKeyLength} characters");
        }

        if (key is null && addresses.FirstOrDefault(address => !address.IsLoopback) is { } open)
        {
            throw new ConfigurationException(
                $"{open.Url} can be reached from other machines: set {KeyVariable} to a secret that clients must send, "
                + "or listen at 127.0.0.1");
        }

        return new ServiceSettings
        {
            Addresses = addresses,
            DataDirectory = Path.GetFullPath(data ?? Set(environment, DataVariable) ?? DefaultDataDirectory()),
            Database = database,
            ApiKey = key,
            LogLevel = Choice(environment, LogLevelVariable, defaultLogLevel),
            JsonLogs = Choice(environment, LogFormatVariable, LogFormat.Line) == LogFormat.Json,
            Endpoints = (endpoints ?? Set(environment, EndpointsVariable)) is { } file
                ? JudgeEndpointsFile.Read(Path.GetFullPath(file))
                : JudgeEndpoints.None,
            Plugins = PluginFiles.Parse(plugins ?? Set(environment, PluginsVariable)),
            ScreenshotAge = Days(screenshotDays ?? Set(environment, ScreenshotDaysVariable)),
            Silo = SiloEndpoint.From(
                siloAddress ?? Set(environment, SiloEndpoint.AddressVariable),
                Set(environment, SiloEndpoint.SiloPortVariable),
                Set(environment, SiloEndpoint.GatewayPortVariable)),
            ProgressInterval = Seconds(environment, ProgressVariable, least: 0, DefaultProgressInterval),
            Videos = Folder(environment, VideosVariable),
            Checkpoints = NewFolder(checkpoints ?? Set(environment, CheckpointsVariable)),
            DriverLease = Seconds(environment, DriverLeaseVariable, least: 1, DefaultDriverLease),
            GBox = GBoxOptions.From(environment),
            Tinker = TinkerOptions.From(environment),
            Devices = DeviceSettings.From(environment),
        };
    }

    /// <summary>
    /// A folder of the user's, the same from wherever the service is started: <c>$XDG_DATA_HOME/cuarl</c>, by default
    /// <c>~/.local/share/cuarl</c>.
    /// </summary>
    public static string DefaultDataDirectory()
    {
        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, "cuarl")
            : throw new ConfigurationException($"this user has no home folder: name a data folder with --data or {DataVariable}");
    }

    private static TimeSpan? Days(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MaxDays
            ? TimeSpan.FromDays(days)
            : throw new ConfigurationException(
                $"--screenshot-days and {ScreenshotDaysVariable} take a whole number of days, 1 to {MaxDays}, not '{text}'");

    private static string? Set(Func<string, string?> environment, string name) =>
        environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static TimeSpan Seconds(Func<string, string?> environment, string name, int least, TimeSpan fallback) =>
        Set(environment, name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ConfigurationException($"{name} is '{text}'; it must be a number of seconds, {least} to {MaxSeconds}");

    private static string? Folder(Func<string, string?> environment, string name) =>
        Set(environment, name) is not { } text ? null
        : Directory.Exists(text) ? Path.GetFullPath(text)
        : throw new ConfigurationException($"{name} is '{text}'; there is no such folder");

    private static string? NewFolder(string? path) =>
        path is null ? null
        : !File.Exists(path) ? Path.GetFullPath(path)
        : throw new ConfigurationException($"--checkpoints and {CheckpointsVariable} take a folder, and '{path}' is a file");

    private static T Choice<T>(Func<string, string?> environment, string name, T fallback)
        where T : struct, Enum
    {
        if (Set(environment, name) is not { } text)
        {
            return fallback;
        }

        return Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } match
            ? Enum.Parse<T>(match)
            : throw new ConfigurationException(
                $"{name} is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    private enum LogFormat
    {
        Line,
        Json,
    }
}
