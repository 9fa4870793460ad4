using System.Collections.Immutable;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Layout;

/// <summary>A setting that is on or off, in Settings as among the quick settings.</summary>
internal sealed class PhoneSwitch
{
    public static readonly PhoneSwitch Wifi = new(Words.Wifi, PhoneSetting.Wifi, "wifi");
    public static readonly PhoneSwitch Airplane =
        new(Words.Airplane, PhoneSetting.Airplane, "airplane", phone => phone.WithAirplane(!phone.IsOn(PhoneSetting.Airplane)));
    public static readonly PhoneSwitch Bluetooth = new(Words.Bluetooth, PhoneSetting.Bluetooth, "bluetooth");
    public static readonly PhoneSwitch Quiet = new(Words.Quiet, PhoneSetting.Quiet, "dnd");
    public static readonly PhoneSwitch BatterySaver = new(Words.BatterySaver, PhoneSetting.BatterySaver, "battery");
    public static readonly PhoneSwitch AutoRotate = new(Words.AutoRotate, PhoneSetting.AutoRotate, "rotate");
    public static readonly PhoneSwitch DarkTheme = new(Words.DarkTheme, PhoneSetting.DarkTheme, "moon");
    public static readonly PhoneSwitch Adaptive = new(Words.Adaptive, PhoneSetting.Adaptive, "brightness");
    public static readonly PhoneSwitch AutoTime = new(Words.AutoTime, PhoneSetting.AutoTime, "clock");
    public static readonly PhoneSwitch AutoZone = new(Words.AutoZone, PhoneSetting.AutoZone, "globe");
    public static readonly PhoneSwitch HourFormat = new(Words.HourFormat, PhoneSetting.HourFormat, "clock");

    /// <summary>Those of the quick settings.</summary>
    public static readonly ImmutableArray<PhoneSwitch> Tiles =
        [Wifi, Bluetooth, Quiet, Airplane, BatterySaver, AutoRotate, DarkTheme, Adaptive];

    private PhoneSwitch(Word word, PhoneSetting setting, string icon, Change? flip = null)
    {
        (Word, Setting, Icon) = (word, setting, icon);
        Flip = flip ?? (phone => phone.With(setting, !phone.IsOn(setting)));
    }

    public Word Word { get; }

    public PhoneSetting Setting { get; }

    public string Icon { get; }

    /// <summary>Off when it is on, on when it is off.</summary>
    public Change Flip { get; }
}
