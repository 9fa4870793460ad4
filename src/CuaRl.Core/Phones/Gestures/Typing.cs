using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pages;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Gestures;

/// <summary>Text and keys, which go where the focus is; without a focus they go nowhere.</summary>
internal static class Typing
{
    private const int Line = 120;
    private const int Page = 480;

    public static PhoneState Text(PhoneState phone, ScreenAction.TypeText type)
    {
        if (!phone.Top.IsTyping)
        {
            return phone;
        }

        var typed = phone.Typed(type.IsReplacing ? type.Text : phone.Top.Text + type.Text);
        return type.IsSubmitted ? Submitted(typed) : typed;
    }

    /// <summary>With control and its like a key is a shortcut, which the phone's apps have none of.</summary>
    public static PhoneState Keys(PhoneState phone, ImmutableArray<string> keys, int maxScroll)
    {
        if (keys.Any(key => key is "control" or "alt" or "meta" or "win" or "cmd" or "option"))
        {
            return phone;
        }

        foreach (var key in keys)
        {
            phone = key switch
            {
                "escape" => Buttons.Back(phone),
                "volumeup" => Buttons.Pressed(phone, DeviceButton.VolumeUp),
                "volumedown" => Buttons.Pressed(phone, DeviceButton.VolumeDown),
                "volumemute" => Buttons.Pressed(phone, DeviceButton.VolumeMute),
                "arrowdown" => Scrolled(phone, Line, maxScroll),
                "arrowup" => Scrolled(phone, -Line, maxScroll),
                "pagedown" => Scrolled(phone, Page, maxScroll),
                "pageup" => Scrolled(phone, -Page, maxScroll),
                _ => Key(phone, key),
            };
        }

        return phone;
    }

    /// <summary>One key, of the phone's keyboard or of another.</summary>
    public static PhoneState Key(PhoneState phone, string key)
    {
        var top = phone.Top;
        return !top.IsTyping ? phone : key switch
        {
            { Length: 1 } => phone.Typed(top.Text + key),
            "space" => phone.Typed(top.Text + " "),
            "backspace" or "delete" or "erase" => top.Text.Length > 0 ? phone.Typed(top.Text[..^1]) : phone,
            "enter" or "numpadenter" => Submitted(phone),
            _ => phone,
        };
    }

    private static PhoneState Submitted(PhoneState phone) => PageCatalog.Of(phone.Top.Page).Submit(phone);

    private static PhoneState Scrolled(PhoneState phone, int by, int maxScroll) => phone.Top.Page == PageNames.Home
        ? phone
        : phone.Scrolled(Math.Clamp(phone.Top.Scroll + by, 0, maxScroll));
}
