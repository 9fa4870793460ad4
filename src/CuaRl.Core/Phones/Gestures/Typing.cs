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

    /// <summary>What keys give without and with shift, on a keyboard of the United States.</summary>
    private const string Plain = "abcdefghijklmnopqrstuvwxyz`1234567890-=[]\\;',./";
    private const string Shifted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ~!@#$%^&*()_+{}|:\"<>?";

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
        if (keys.Any(key => key is "control" or "alt" or "meta"))
        {
            return phone;
        }

        var isShifted = keys.Contains("shift");
        foreach (var key in keys)
        {
            phone = key switch
            {
                "escape" => Buttons.Back(phone),
                "volumeUp" => Buttons.Pressed(phone, DeviceButton.VolumeUp),
                "volumeDown" => Buttons.Pressed(phone, DeviceButton.VolumeDown),
                "volumeMute" => Buttons.Pressed(phone, DeviceButton.VolumeMute),
                "arrowDown" => Scrolled(phone, Line, maxScroll),
                "arrowUp" => Scrolled(phone, -Line, maxScroll),
                "pageDown" => Scrolled(phone, Page, maxScroll),
                "pageUp" => Scrolled(phone, -Page, maxScroll),
                { Length: 1 } when isShifted && Plain.IndexOf(key[0], StringComparison.Ordinal) is >= 0 and var at =>
                    Key(phone, Shifted[at..(at + 1)]),
                _ => Key(phone, key),
            };
        }

        return phone;
    }

    /// <summary>One key, by what it gives.</summary>
    public static PhoneState Key(PhoneState phone, string key)
    {
        var top = phone.Top;
        return !top.IsTyping ? phone : key switch
        {
            { Length: 1 } => phone.Typed(top.Text + key),
            "space" => phone.Typed(top.Text + " "),
            "backspace" or "delete" or "erase" => top.Text.Length > 0 ? phone.Typed(top.Text[..^1]) : phone,
            "enter" or "numpadEnter" => Submitted(phone),
            _ => phone,
        };
    }

    private static PhoneState Submitted(PhoneState phone) => PageCatalog.Of(phone.Top.Page).Submit(phone);

    private static PhoneState Scrolled(PhoneState phone, int by, int maxScroll) => phone.Top.Page == PageNames.Home
        ? phone
        : phone.Scrolled(Math.Clamp(phone.Top.Scroll + by, 0, maxScroll));
}
