using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>How the screen looks.</summary>
internal sealed class DisplayPage() : ListPage(PageNames.Display)
{
    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Display);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Slider(
            Words.Brightness, phone.BrightnessLevel(), phone.BrightnessPercent(), "brightness",
            static (phone, level) => phone.WithBrightness(level));
        rows.Switch(PhoneSwitch.Adaptive);
        rows.Switch(PhoneSwitch.DarkTheme);
        rows.Leads(Words.Timeout, TimeoutDialog.Shown(phone), "clock", static phone => phone.Open(TimeoutDialog.Id));
        rows.Switch(PhoneSwitch.AutoRotate);
        rows.Item("Font size", "Default", "edit", null);
        rows.Item("Wallpaper", null, "image", null);
        rows.Shuffle(phone.Seed);
    }
}
