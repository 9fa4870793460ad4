using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Goals;

/// <summary>Which app's size a task asks for, which its query does not say.</summary>
internal static class SizeTasks
{
    /// <summary>The app's package; null when the task is none of these.</summary>
    public static string? PackageOf(string taskId) => taskId switch
    {
        "train_23_check_gbox_keyboard_storage" or "eval_11_check_gbox_keyboard_storage" => AppCatalog.Keyboard,
        "train_26_check_chrome_storage" or "eval_12_check_chrome_storage" => AppCatalog.Chrome,
        "train_32_check_instagram_storage" => AppCatalog.Instagram,
        _ => null,
    };
}
