using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Launcher;

/// <summary>The apps in use, the last one first.</summary>
internal sealed class RecentsPage() : Page(PageNames.Recents)
{
    private const int Top = 48;
    private const int CardHeight = 110;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var cards = phone.Tasks.Length - 1;
        layout.LetScroll((cards * CardHeight) - (Frame.NavigationTop - Top));
        layout.Add(layout.MaxScroll > 0 ? Frame.ScrollablePage : Frame.Page);
        if (cards == 0)
        {
            layout.Add(new ScreenElement(ElementRole.Text, new ScreenBounds(Frame.Margin, 320, 328, 40), phone.Say(Words.NoRecents)));
        }

        var y = Top - Math.Min(open.Scroll, layout.MaxScroll);
        foreach (var task in phone.Tasks.AsSpan()[1..])
        {
            if (y >= Top && y + CardHeight <= Frame.NavigationTop)
            {
                PlaceCard(phone, task, new ScreenBounds(40, y + 5, 280, CardHeight - 10), layout);
            }

            y += CardHeight;
        }
    }

    private static void PlaceCard(PhoneState phone, AppTask task, ScreenBounds bounds, PhoneLayout layout)
    {
        var package = task.Package;
        var app = phone.FindApp(package);
        layout.AddClickable(
            ElementRole.Row, bounds, app?.Label ?? package, phone => phone.Launch(package),
            app is null ? null : AppCatalog.IconOf(app),
            flick: phone => phone.End(package));
    }
}
