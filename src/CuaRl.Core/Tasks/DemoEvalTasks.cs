namespace CuaRl.Core.Tasks;

/// <summary>The tasks of cua_rl to evaluate on; names and descriptions are our own.</summary>
internal static class DemoEvalTasks
{
    /// <summary>In their order, which selection by seed rests on.</summary>
    public static readonly CuaTask[] All =
    [
        new("eval_01_display_timeout_5min", "Screen off after 5 minutes", "settings", "medium", 16, "state",
            "screen_timeout", "300000",
            "Set the time after which the screen turns off to 5 minutes."),
        new("eval_02_dnd_mode_enable", "Do Not Disturb on", "settings", "medium", 16, "state", "dnd_enabled", "true",
            "Switch Do Not Disturb on, from the quick settings or in Settings."),
        new("eval_05_enable_battery_saver", "Battery saver on", "settings", "medium", 16, "state",
            "battery_saver_enabled", "true",
            "Go to the battery settings and switch the battery saver on."),
        new("eval_06_uninstall_instagram", "Remove Instagram", "system", "medium", 16, "state",
            "app_installed", "{\"package\": \"com.instagram.android\", \"installed\": false}",
            "Take the Instagram app off the device."),
        new("eval_09_create_downloads_folder", "Folder abc in Downloads", "system", "medium", 16, "state",
            "file_exists", "{\"path\": \"/storage/emulated/0/Download/abc\", \"exists\": true}",
            "Inside Downloads, make a folder and call it abc."),
        new("eval_10_download_gbox_logo", "Download a logo", "input", "hard", 25, "state",
            "file_exists", "{\"path\": \"/storage/emulated/0/Download/logo.svg\", \"exists\": true}",
            "Visit gbox.ai and save its logo, so that Downloads holds a file logo.svg."),
        new("eval_11_check_gbox_keyboard_storage", "Storage of GBOX Keyboard", "system", "medium", 16, "api",
            "finish_message_contains", "\"73.73KB\"",
            "Look up how much storage GBOX Keyboard takes; your finish message must hold the exact "
            + "size, such as 20MB."),
        new("eval_12_check_chrome_storage", "Storage of Chrome", "system", "medium", 16, "api",
            "finish_message_contains", "\"51.54MB\"",
            "Look up how much storage Chrome takes; your finish message must hold the exact size, such as 20MB."),
        new("eval_16_create_downloads_folder_xyz", "Folder xyz in Downloads", "system", "medium", 16, "state",
            "file_exists", "{\"path\": \"/storage/emulated/0/Download/xyz\", \"exists\": true}",
            "Inside Downloads, make a folder and call it xyz."),
    ];
}
