namespace CuaRl.Core.Phones.State;

/// <summary>A setting as Android keeps it: text, by namespace and key.</summary>
internal sealed class PhoneSetting(string space, string key, int otherwise, string off = "0", string on = "1")
{
    public static readonly PhoneSetting Wifi = new("global", "wifi_on", 1);
    public static readonly PhoneSetting SavedWifi = new("global", "wifi_saved_state", 0);
    public static readonly PhoneSetting Airplane = new("global", "airplane_mode_on", 0);
    public static readonly PhoneSetting Bluetooth = new("global", "bluetooth_on", 1);
    public static readonly PhoneSetting Quiet = new("global", "zen_mode", 0);
    public static readonly PhoneSetting AutoTime = new("global", "auto_time", 1);
    public static readonly PhoneSetting AutoZone = new("global", "auto_time_zone", 1);
    public static readonly PhoneSetting BatterySaver = new("global", "low_power", 0);
    public static readonly PhoneSetting Brightness = new("system", "screen_brightness", 128);
    public static readonly PhoneSetting Adaptive = new("system", "screen_brightness_mode", 0);
    public static readonly PhoneSetting Timeout = new("system", "screen_off_timeout", 60_000);
    public static readonly PhoneSetting AutoRotate = new("system", "accelerometer_rotation", 0);
    public static readonly PhoneSetting HourFormat = new("system", "time_12_24", 12, "12", "24");
    public static readonly PhoneSetting MediaVolume = new("system", "volume_music", 8);
    public static readonly PhoneSetting RingVolume = new("system", "volume_ring", 8);
    public static readonly PhoneSetting AlarmVolume = new("system", "volume_alarm", 8);
    public static readonly PhoneSetting DarkTheme = new("secure", "ui_night_mode", 1, "1", "2");

    /// <summary>Namespace and key, a slash between.</summary>
    public string Name { get; } = $"{space}/{key}";

    /// <summary>What counts where it is not set, or set to no whole number.</summary>
    public int Otherwise { get; } = otherwise;

    public string Off { get; } = off;

    public string On { get; } = on;
}
