using System.Text.Json;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Validation;

namespace CuaRl.Core.Phones.Goals;

/// <summary>The goals of tasks, by the query that validates them, but stricter than that query and apart from it.</summary>
internal static class PhoneGoals
{
    /// <summary>The phone, made ready for a task.</summary>
    public static PhoneState Prepare(PhoneTask task, PhoneState phone) => Of(task)?.Prepare(phone) ?? phone;

    /// <summary>Whether the task's goal is reached; null when it is none that a phone can tell.</summary>
    public static bool? IsReached(PhoneTask task, PhoneState phone, string? message) => Of(task)?.IsReached(phone, message);

    private static PhoneGoal? Of(PhoneTask task)
    {
        if (task.Query is null || task.Expected is null)
        {
            return null;
        }

        try
        {
            using var expected = JsonDocument.Parse(task.Expected);
            return Of(task.Id, task.Query.ToLowerInvariant(), expected.RootElement);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    private static PhoneGoal? Of(string taskId, string query, JsonElement expected) => query switch
    {
        "current_app" => AppGoals.InFront(Expected.Text(expected)),
        "wifi_enabled" => SettingGoals.Switched(PhoneSetting.Wifi, Expected.Truth(expected)),
        "airplane_mode" => SettingGoals.Airplane(Expected.Truth(expected)),
        "dnd_enabled" => SettingGoals.Switched(PhoneSetting.Quiet, Expected.Truth(expected)),
        "auto_time_enabled" => SettingGoals.Switched(PhoneSetting.AutoTime, Expected.Truth(expected)),
        "battery_saver_enabled" => SettingGoals.Switched(PhoneSetting.BatterySaver, Expected.Truth(expected)),
        "brightness_level" => SettingGoals.Brightness(Expected.WholeNumber(expected)),
        "screen_timeout" => SettingGoals.Timeout(Expected.WholeNumber(expected)),
        "notification_count" => AppGoals.Notifications(Expected.WholeNumber(expected)),
        "app_installed" => AppGoals.Installed(
            Expected.Text(Expected.Member(expected, "package")), Expected.Truth(Expected.Member(expected, "installed"))),
        "file_exists" => FileGoals.Exists(
            Expected.Text(Expected.Member(expected, "path")), Expected.Truth(Expected.Member(expected, "exists"))),
        "result_message_contains" => MessageGoals.Brightness(Expected.Text(expected)),
        "finish_message_contains" or "finish_message_contains_size" => MessageGoals.Size(taskId),
        _ => null,
    };
}
