using CuaRl.Core.Devices;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Gestures;

/// <summary>What the buttons of the phone do, on its frame and on its bars.</summary>
internal static class Buttons
{
    private const int LoudestVolume = 15;

    public static PhoneState Pressed(PhoneState phone, DeviceButton button) => button switch
    {
        DeviceButton.Power => phone with { IsAsleep = !phone.IsAsleep },
        DeviceButton.VolumeUp => Volume(phone, 1),
        DeviceButton.VolumeDown => Volume(phone, -1),
        DeviceButton.VolumeMute => Volume(phone, -LoudestVolume),
        _ when phone.IsAsleep => phone,
        DeviceButton.Back => Back(phone),
        DeviceButton.Home => phone.GoHome(),
        DeviceButton.AppSwitch => phone.GoToRecents(),
        _ => phone,
    };

    /// <summary>The shade goes first, then the keyboard, then the page.</summary>
    public static PhoneState Back(PhoneState phone) => phone.Shade is null && phone.Top.IsTyping
        ? phone.WithTop(phone.Top with { IsTyping = false })
        : phone.Close();

    /// <summary>The notifications come down, or behind them the quick settings.</summary>
    public static PhoneState PullShade(PhoneState phone) => phone.Shade?.Page switch
    {
        null => phone with { Shade = new OpenPage(PageNames.Notifications) },
        PageNames.Notifications => phone with { Shade = new OpenPage(PageNames.QuickSettings) },
        _ => phone,
    };

    private static PhoneState Volume(PhoneState phone, int by) => phone.With(
        PhoneSetting.MediaVolume, Math.Clamp(phone.Number(PhoneSetting.MediaVolume) + by, 0, LoudestVolume));
}
