using System.Text.Json;
using CuaRl.Core.Phones.Goals;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;
using CuaRl.Core.Validation;
using static CuaRl.Core.Phones.Play.PlayerSteps;

namespace CuaRl.Core.Phones.Play;

/// <summary>How the scripted player goes about tasks.</summary>
internal static class PlayerPlans
{
    private static readonly PlayerStep OpenSettings = OpenApp("Settings");

    /// <summary>The plan for a task; null when there is none.</summary>
    /// <exception cref="FormatException">What the task expects is nothing that its query could expect.</exception>
    public static PlayerStep[]? For(PhoneTask task)
    {
        if (task.Query is null || task.Expected is null)
        {
            return null;
        }

        try
        {
            using var expected = JsonDocument.Parse(task.Expected);
            return For(task.Id, task.Query.ToLowerInvariant(), expected.RootElement);
        }
        catch (JsonException error)
        {
            throw new FormatException($"expected_result: not JSON: {error.Message}", error);
        }
    }

    private static PlayerStep[]? For(string taskId, string query, JsonElement expected) => query switch
    {
        "current_app" => AppCatalog.Find(Expected.Text(expected)) is { HasIcon: true } app ? [OpenApp(app.Label)] : null,
        "wifi_enabled" => [OpenSettings, Tap(Words.Network), Switch(Words.Wifi, Expected.Truth(expected))],
        "airplane_mode" => [OpenSettings, Tap(Words.Network), Switch(Words.Airplane, Expected.Truth(expected))],
        "dnd_enabled" => [PullShade, PullShade, Switch(Words.Quiet, Expected.Truth(expected))],
        "auto_time_enabled" =>
            [OpenSettings, Tap(Words.System), Tap(Words.DateTime), Switch(Words.AutoTime, Expected.Truth(expected))],
        "battery_saver_enabled" => [OpenSettings, Tap(Words.Battery), Switch(Words.BatterySaver, Expected.Truth(expected))],
        "brightness_level" => Brightness(Expected.WholeNumber(expected)),
        "result_message_contains" => [OpenSettings, Tap(Words.Display), Read(Words.Brightness)],
        "screen_timeout" => Timeout(Expected.WholeNumber(expected)),
        "notification_count" => Expected.WholeNumber(expected) == 0 ? [PullShade, Tap(Words.ClearAll)] : null,
        "app_installed" => Uninstall(
            Expected.Text(Expected.Member(expected, "package")), Expected.Truth(Expected.Member(expected, "installed"))),
        "file_exists" => File(
            PhonePath.Whole(Expected.Text(Expected.Member(expected, "path"))), Expected.Truth(Expected.Member(expected, "exists"))),
        "finish_message_contains" or "finish_message_contains_size" => SizeTasks.PackageOf(taskId) is { } package
            ? [OpenSettings, Tap(Words.Apps), TapRow(AppCatalog.Find(package)!.Label), Tap(Words.AppStorage), Read(Words.Total)]
            : null,
        _ => null,
    };

    private static PlayerStep[]? Brightness(long value) => value switch
    {
        1 => [OpenSettings, Tap(Words.Display), SlideTo(Words.Brightness, 0)],
        255 => [OpenSettings, Tap(Words.Display), SlideTo(Words.Brightness, 1)],
        _ => null,
    };

    private static PlayerStep[]? Timeout(long milliseconds) =>
        milliseconds is < 0 or > int.MaxValue || TimeoutWords.Of((int)milliseconds) is not { } word
            ? null
            : [OpenSettings, Tap(Words.Display), Tap(Words.Timeout), Tap(word)];

    private static PlayerStep[]? Uninstall(string package, bool isInstalled) =>
        isInstalled || AppCatalog.Find(package) is not { IsSystem: false } app
            ? null
            : [OpenSettings, Tap(Words.Apps), TapRow(app.Label), Tap(Words.Uninstall), Tap(Words.Ok)];

    private static PlayerStep[]? File(string path, bool exists) =>
        !exists || PhonePath.Parent(path) != PhonePath.Downloads ? null
        : PhonePath.Name(path) == "logo.svg"
            ? [OpenApp("Chrome"), TapField, Type("gbox.ai", isSubmitted: true), Tap(Words.DownloadLogo), TapIfThere(Words.Allow)]
            :
            [
                OpenApp("Files"), Tap(Words.Downloads), TapOrIn(Words.NewFolder, Words.More),
                Type(PhonePath.Name(path), isSubmitted: false), Tap(Words.Ok),
            ];
}
