using System.Globalization;

namespace CuaRl.Core.Phones.State;

internal sealed partial record PhoneState
{
    private const int Darkest = 1;
    private const int Brightest = 255;

    public bool IsOn(PhoneSetting setting) => Settings.TryGetValue(setting.Name, out var value)
        ? value != setting.Off
        : setting.Otherwise.ToString(CultureInfo.InvariantCulture) != setting.Off;

    public int Number(PhoneSetting setting) =>
        Settings.TryGetValue(setting.Name, out var value)
        && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : setting.Otherwise;

    public PhoneState With(PhoneSetting setting, string value) => this with { Settings = Settings.SetItem(setting.Name, value) };

    public PhoneState With(PhoneSetting setting, int value) => With(setting, value.ToString(CultureInfo.InvariantCulture));

    public PhoneState With(PhoneSetting setting, bool isOn) => With(setting, isOn ? setting.On : setting.Off);

    /// <summary>Radios fall silent in airplane mode; Wi-Fi comes back afterwards if it was on.</summary>
    public PhoneState WithAirplane(bool isOn) => isOn
        ? With(PhoneSetting.SavedWifi, IsOn(PhoneSetting.Wifi)).With(PhoneSetting.Wifi, false)
            .With(PhoneSetting.Bluetooth, false).With(PhoneSetting.Airplane, true)
        : With(PhoneSetting.Airplane, false)
            .With(PhoneSetting.Wifi, IsOn(PhoneSetting.SavedWifi) || IsOn(PhoneSetting.Wifi))
            .With(PhoneSetting.SavedWifi, false);

    /// <summary>Where the slider of the brightness stands, 0 to 1.</summary>
    public double BrightnessLevel() =>
        (Math.Clamp(Number(PhoneSetting.Brightness), Darkest, Brightest) - Darkest) / (double)(Brightest - Darkest);

    /// <summary>As the display settings show it.</summary>
    public string BrightnessPercent() => string.Create(CultureInfo.InvariantCulture, $"{BrightnessLevel() * 100:0}%");

    public PhoneState WithBrightness(double level) =>
        With(PhoneSetting.Brightness, Darkest + (int)Math.Round(level * (Brightest - Darkest)));
}
