using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages.Launcher;

/// <summary>The home screen: pages of icons beside each other, the drawer below.</summary>
internal sealed class HomePage() : Page(PageNames.Home)
{
    private const int Top = 120;
    private const int Push = 60;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        layout.Add(Frame.Wallpaper);
        var cell = Mix.Index(phone.Seed, Mix.OfText(Name), 2) * IconGrid.Columns;
        foreach (var package in phone.Home[Math.Clamp(open.Scroll, 0, phone.Home.Length - 1)])
        {
            if (phone.FindApp(package) is { } app)
            {
                IconGrid.Place(layout, app, cell++, Top, Frame.NavigationTop, 0);
            }
        }

        layout.AddClickable(
            ElementRole.IconButton, new ScreenBounds(150, Frame.NavigationTop - 64, 60, 56), "All apps",
            static phone => phone.Open(PageNames.Drawer), "drawer");
    }

    public override PhoneState Swiped(PhoneState phone, int dx, int dy, int maxScroll) =>
        Math.Abs(dy) >= Math.Abs(dx)
            ? dy <= -Push ? phone.Open(PageNames.Drawer) : dy >= Push ? Buttons.PullShade(phone) : phone
            : Math.Abs(dx) < Push ? phone
            : phone.Scrolled(Math.Clamp(phone.Top.Scroll - Math.Sign(dx), 0, phone.Home.Length - 1));
}
