using System.Globalization;
using System.Text.Json;

namespace CuaRl.Core.Validation;

/// <summary>The queries that run a command on an Android device.</summary>
internal static class DeviceQueries
{
    private const string Foreground = "dumpsys window | grep mCurrentFocus || dumpsys activity | grep mResumedActivity";

    public static IValidationQuery[] All { get; } =
    [
        new ValidationQuery("current_app", CurrentApp),
        Toggle("wifi_enabled", "settings get global wifi_on"),
        Toggle("airplane_mode", "settings get global airplane_mode_on"),
        Number("brightness_level", "settings get system screen_brightness"),
        Number("screen_timeout", "settings get system screen_off_timeout"),
        new ValidationQuery("dnd_enabled", expected => Toggle("settings get global zen_mode", mode => mode > 0, expected)),
        Number("notification_count", "dumpsys notification | grep -c NotificationRecord"),
        Toggle("auto_time_enabled", "settings get global auto_time"),
        Toggle("battery_saver_enabled", "settings get global low_power"),
        new ValidationQuery("app_installed", AppInstalled),
        new ValidationQuery("file_exists", FileExists),
    ];

    private static ValidationQuery Toggle(string name, string command) =>
        new(name, expected => Toggle(command, setting => setting != 0, expected));

    private static ValidationCheck Toggle(string command, Func<long, bool> isOn, JsonElement expected)
    {
        var wanted = Expected.Truth(expected);
        return OfNumber(command, setting => isOn(setting) == wanted);
    }

    private static ValidationQuery Number(string name, string command) => new(name, expected =>
    {
        var wanted = Expected.WholeNumber(expected);
        return OfNumber(command, setting => setting == wanted);
    });

    /// <summary>
    /// A number counts whatever the exit code, since grep -c ends with 1 when it counts none. Another answer of a command that
    /// succeeded, such as null for a setting never made, is no success; one of a command that failed says nothing of the device.
    /// </summary>
    private static ValidationCheck OfNumber(string command, Func<long, bool> judge) => ValidationCheck.OfCommand(
        command,
        (output, exitCode) => long.TryParse(output, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new ValidationVerdict(judge(number), output)
            : new ValidationVerdict(exitCode == 0 ? false : null, output, $"the command wrote no whole number and ended with {exitCode}"));

    private static ValidationCheck CurrentApp(JsonElement expected)
    {
        var package = Expected.Text(expected);
        return ValidationCheck.OfCommand(Foreground, (output, exitCode) => (output.Length, exitCode) switch
        {
            (0, _) => new ValidationVerdict(null, output, $"the command wrote nothing and ended with {exitCode}"),
            (_, 0) => new ValidationVerdict(output.Contains(package, StringComparison.Ordinal), output),
            _ => new ValidationVerdict(null, output, $"the command ended with {exitCode}"),
        });
    }

    private static ValidationCheck AppInstalled(JsonElement expected)
    {
        var package = ShellArgument.Package(Expected.Member(expected, "package"));
        return OfPresence(
            $"pm list packages | grep -q '^package:{package}$'",
            Expected.Truth(Expected.Member(expected, "installed"), "installed"),
            ("installed", "not installed"));
    }

    private static ValidationCheck FileExists(JsonElement expected)
    {
        var path = ShellArgument.Path(Expected.Member(expected, "path"));
        return OfPresence(
            $"test -e {path}",
            Expected.Truth(Expected.Member(expected, "exists"), "exists"),
            ("exists", "does not exist"));
    }

    private static ValidationCheck OfPresence(string command, bool wanted, (string There, string Gone) words) =>
        ValidationCheck.OfCommand(command, (output, exitCode) => exitCode switch
        {
            0 => new ValidationVerdict(wanted, words.There),
            1 => new ValidationVerdict(!wanted, words.Gone),
            _ => new ValidationVerdict(null, output, $"the command ended with {exitCode}"),
        });
}
