namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>Keys by the names of adb's <c>keyevent</c>, with or without <c>KEYCODE_</c>, in either case.</summary>
internal static class AndroidKeys
{
    private const string Prefix = "keycode_";

    public static ScreenAction Press(string member, string name)
    {
        var key = name.Trim().ToLowerInvariant();
        key = key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
        return key switch
        {
            "back" => new ScreenAction.PressButton(DeviceButton.Back),
            "home" => new ScreenAction.PressButton(DeviceButton.Home),
            "app_switch" => new ScreenAction.PressButton(DeviceButton.AppSwitch),
            "menu" => new ScreenAction.PressButton(DeviceButton.Menu),
            "power" => new ScreenAction.PressButton(DeviceButton.Power),
            "volume_up" => new ScreenAction.PressButton(DeviceButton.VolumeUp),
            "volume_down" => new ScreenAction.PressButton(DeviceButton.VolumeDown),
            "volume_mute" => new ScreenAction.PressButton(DeviceButton.VolumeMute),
            _ => new ScreenAction.PressKeys(KeyNames.Canonical(member, [Keyboard(key)])),
        };
    }

    public static string? Name(DeviceButton button) => button switch
    {
        DeviceButton.Menu => "menu",
        DeviceButton.Power => "power",
        DeviceButton.VolumeUp => "volume_up",
        DeviceButton.VolumeDown => "volume_down",
        DeviceButton.VolumeMute => "volume_mute",
        _ => null,
    };

    /// <summary>Android's <c>del</c> is what keyboards call backspace.</summary>
    private static string Keyboard(string key) => key switch
    {
        "del" => "backspace",
        "forward_del" => "delete",
        "dpad_up" => "up",
        "dpad_down" => "down",
        "dpad_left" => "left",
        "dpad_right" => "right",
        "move_home" => "home",
        "move_end" => "end",
        "ctrl_left" => "ctrl",
        _ => key,
    };
}
