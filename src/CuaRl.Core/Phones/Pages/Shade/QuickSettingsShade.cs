using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Shade;

/// <summary>The quick settings: the brightness, all tiles, and a way to Settings.</summary>
internal sealed class QuickSettingsShade() : Page(PageNames.QuickSettings)
{
    private const int SliderTop = Frame.StatusHeight + 8;
    private const int SliderHeight = 72;
    private const int Push = 60;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        layout.Add(Frame.Page);
        layout.Add(
            new ScreenElement(
                ElementRole.Slider, new ScreenBounds(8, SliderTop, Frame.Width - 16, SliderHeight), phone.Say(Words.Brightness),
                ElementState.Clickable, null, "brightness", phone.BrightnessLevel()),
            slide: static (phone, level) => phone.WithBrightness(level));
        Tiles.Place(phone, layout, PhoneSwitch.Tiles.Length, SliderTop + SliderHeight + 8);
        layout.AddClickable(
            ElementRole.IconButton, new ScreenBounds(296, 620, 56, 56), "Settings",
            static phone => phone.Launch(AppCatalog.Settings), "settings");
    }

    public override PhoneState Swiped(PhoneState phone, int dx, int dy, int maxScroll) =>
        dy <= -Push ? phone with { Shade = new OpenPage(PageNames.Notifications) } : phone;
}
