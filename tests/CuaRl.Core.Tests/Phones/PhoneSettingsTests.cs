using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneSettingsTests
{
    private const string Settings = "com.android.settings";

    public static TheoryData<string, string, string, string> Switches => new()
    {
        { "network", "wifi", "global wifi_on", "0 1" },
        { "network", "airplane", "global airplane_mode_on", "0 1" },
        { "devices", "bluetooth", "global bluetooth_on", "0 1" },
        { "notifications", "quiet", "global zen_mode", "0 1" },
        { "battery", "saver", "global low_power", "0 1" },
        { "display", "dark", "secure ui_night_mode", "1 2" },
        { "display", "rotate", "system accelerometer_rotation", "0 1" },
        { "display", "adaptive", "system screen_brightness_mode", "0 1" },
        { "system", "autotime", "global auto_time", "0 1" },
        { "system", "autozone", "global auto_time_zone", "0 1" },
        { "system", "hours", "system time_12_24", "12 24" },
    };

    private static Dictionary<string, Word> Named { get; } = new()
    {
        ["network"] = Words.Network, ["devices"] = Words.Devices, ["notifications"] = Words.Notifications, ["battery"] = Words.Battery,
        ["display"] = Words.Display, ["system"] = Words.System, ["wifi"] = Words.Wifi, ["airplane"] = Words.Airplane,
        ["bluetooth"] = Words.Bluetooth, ["quiet"] = Words.Quiet, ["saver"] = Words.BatterySaver, ["dark"] = Words.DarkTheme,
        ["rotate"] = Words.AutoRotate, ["adaptive"] = Words.Adaptive, ["autotime"] = Words.AutoTime, ["autozone"] = Words.AutoZone,
        ["hours"] = Words.HourFormat,
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public void Switch_InSettings_IsSeenByEyeAndShell(string page, string name, string key, string values)
    {
        for (var seed = 0UL; seed < 8; seed++)
        {
            var phone = Phone.Start(seed).Open(Settings).Tap(Named[page]);
            phone = page == "system" ? phone.Tap(Words.DateTime) : phone;
            var (off, on) = (values.Split(' ')[0], values.Split(' ')[1]);
            var isOn = phone.See(Named[name]).Is(ElementState.Checked);
            Assert.Equal(isOn ? on : off, phone.Ask($"settings get {key}"));

            phone.Tap(Named[name]);

            Assert.Equal(!isOn, phone.See(Named[name]).Is(ElementState.Checked));
            Assert.Equal(isOn ? off : on, phone.Ask($"settings get {key}"));
        }
    }

    [Fact]
    public void Airplane_SwitchedOnAndOff_SilencesWifiAndBringsItBack()
    {
        var phone = Phone.Start(2, new PhoneTask("x", "wifi_enabled", "false")).Open(Settings).Tap(Words.Network).Tap(Words.Airplane);
        Assert.Equal("0", phone.Ask("settings get global wifi_on"));
        Assert.False(phone.See(Words.Wifi).Is(ElementState.Checked));

        phone.Tap(Words.Airplane);

        Assert.Equal("1", phone.Ask("settings get global wifi_on"));
    }

    [Theory]
    [InlineData(0.0, "1", "0%")]
    [InlineData(1.0, "255", "100%")]
    [InlineData(0.5, "128", "50%")]
    public void Brightness_BroughtToALevel_IsThatOfTheSlider(double level, string value, string shown)
    {
        var phone = Phone.Start(5).Open(Settings).Tap(Words.Display);

        phone.Do(new ScreenAction.Tap(SliderTrack.PointOf(phone.See(Words.Brightness)!, level)));

        Assert.InRange(int.Parse(phone.Ask("settings get system screen_brightness"), null) - int.Parse(value, null), -1, 1);
        Assert.Equal(shown, phone.See(Words.Brightness)!.Detail);
        Assert.Equal(level, phone.See(Words.Brightness)!.Level!.Value, 0.01);
    }

    [Fact]
    public void Brightness_DraggedBeyondTheEndOfTheTrack_IsTheBrightest()
    {
        var phone = Phone.Start(5).Open(Settings).Tap(Words.Display);
        var start = SliderTrack.PointOf(phone.See(Words.Brightness)!, 0.3);

        phone.Do(new ScreenAction.Drag([start, start with { X = 200 }, start with { X = 359 }]));

        Assert.Equal("255", phone.Ask("settings get system screen_brightness"));
    }

    [Fact]
    public void Timeout_ChosenInItsDialog_IsShownAndSet()
    {
        foreach (var (milliseconds, word) in TimeoutWords.All)
        {
            var phone = Phone.Start((ulong)milliseconds).Open(Settings).Tap(Words.Display).Tap(Words.Timeout).Tap(word);

            Assert.Equal($"{milliseconds}", phone.Ask("settings get system screen_off_timeout"));
            Assert.True(word.IsSaidBy(phone.See(Words.Timeout)!.Detail!));
        }
    }

    [Fact]
    public void Dialog_WithATapBesideIt_IsClosedAndNothingChosen()
    {
        var phone = Phone.Start(9).Open(Settings).Tap(Words.Display).Tap(Words.Timeout);
        var before = phone.Ask("settings get system screen_off_timeout");
        Assert.All(phone.Screen.Elements, element => Assert.False(element.Role == ElementRole.Slider && element.Is(ElementState.Clickable)));

        phone.Do(new ScreenAction.Tap(new ScreenPoint(5, 400)));

        Assert.Null(phone.See(ElementRole.Radio));
        Assert.Equal(before, phone.Ask("settings get system screen_off_timeout"));
    }

    [Theory]
    [InlineData("com.instagram.android", true)]
    [InlineData("com.facebook.katana", true)]
    [InlineData("com.android.chrome", false)]
    public void App_InItsInfo_CanBeRemovedUnlessItCameWithThePhone(string package, bool isRemovable)
    {
        var label = AppCatalog.Find(package)!.Label;
        var phone = Phone.Start(4).Open(Settings).Tap(Words.Apps);
        phone = phone.See(label) is null ? phone.Swipe(180, 600, 180, 100) : phone;
        phone.Tap(label);
        Assert.Equal(isRemovable, phone.See(Words.Uninstall) is not null);
        if (!isRemovable)
        {
            Assert.True(phone.See(Words.Disable).Is(ElementState.Disabled));
            return;
        }

        phone.Tap(Words.Uninstall).Tap(Words.Cancel);
        Assert.Equal(0, phone.Run($"pm list packages | grep -q {package}").ExitCode);
        phone.Tap(Words.Uninstall).Tap(Words.Ok);

        Assert.Equal(1, phone.Run($"pm list packages | grep -q {package}").ExitCode);
        Assert.True(Words.Apps.IsSaidBy(phone.See(ElementRole.Title)!.Text));
        Assert.Equal(ElementRole.Toast, phone.See($"{label}: uninstalled")?.Role);
    }

    [Fact]
    public void AppStorage_OfAnApp_AddsUpToItsTotal()
    {
        var phone = Phone.Start(4).Open(Settings).Tap(Words.Apps);
        phone = phone.See("Chrome") is null ? phone.Swipe(180, 600, 180, 100) : phone;
        phone.Tap("Chrome").Tap(Words.AppStorage);

        Assert.Equal("38.11MB", phone.See(Words.AppSize)!.Detail);
        Assert.Equal("9.13MB", phone.See(Words.UserData)!.Detail);
        Assert.Equal("4.3MB", phone.See(Words.Cache)!.Detail);
        Assert.Equal("51.54MB", phone.See(Words.Total)!.Detail);
        Assert.Equal("47.24MB", phone.Tap(Words.ClearCache).See(Words.Total)!.Detail);
    }

    [Fact]
    public void Settings_ScrolledAndLeft_AreWhereTheyWereOnTheWayBack()
    {
        var phone = Phone.Start(4).Open(Settings).Do(new ScreenAction.Scroll(new ScreenPoint(180, 300), 0, 200));
        var before = phone.Texts(ElementRole.Row);

        phone.Tap(phone.See(ElementRole.Row)).Press(DeviceButton.Back);

        Assert.Equal(before, phone.Texts(ElementRole.Row));
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(0, 5_000)]
    public void Scroll_Down_RevealsWhatIsBelowAndUpAgainWhatWasThere(int dx, int dy)
    {
        var phone = Phone.Start(4).Open(Settings).Tap(Words.Apps);
        var before = phone.Texts(ElementRole.Row);

        phone.Do(new ScreenAction.Scroll(new ScreenPoint(180, 300), dx, dy));
        Assert.DoesNotContain(before[0], phone.Texts(ElementRole.Row));

        phone.Do(new ScreenAction.Scroll(new ScreenPoint(180, 300), dx, -dy));
        Assert.Equal(before, phone.Texts(ElementRole.Row));
    }

    [Fact]
    public void DarkTheme_SwitchedByATile_ChangesTheColours()
    {
        var phone = Phone.Start(4).Swipe(180, 2, 180, 300).Swipe(180, 2, 180, 300);
        var before = phone.Screen.Theme;

        phone.Tap(PhoneSwitch.DarkTheme.Word);

        Assert.Equal(before with { IsDark = !before.IsDark }, phone.Screen.Theme);
    }
}
