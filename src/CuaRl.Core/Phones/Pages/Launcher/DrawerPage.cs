using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Launcher;

/// <summary>The app drawer: all apps, and a field to search for one.</summary>
internal sealed class DrawerPage() : Page(PageNames.Drawer)
{
    private const int Top = 96;
    private const int Push = 60;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var bottom = open.IsTyping ? Frame.KeyboardTop : Frame.NavigationTop;
        var found = Found(phone, open.Text);
        layout.LetScroll(((found.Count + IconGrid.Columns - 1) / IconGrid.Columns * IconGrid.CellHeight) - (bottom - Top));
        layout.Add(layout.MaxScroll > 0 ? Frame.ScrollablePage : Frame.Page);
        layout.AddClickable(
            ElementRole.TextField, new ScreenBounds(Frame.Margin, 36, Frame.Width - (2 * Frame.Margin), 52), open.Text,
            static phone => phone.StartTyping(phone.Top.Text), "search", open.IsTyping ? ElementState.Focused : ElementState.None,
            phone.Say(Words.Search));
        for (var i = 0; i < found.Count; i++)
        {
            IconGrid.Place(layout, found[i], i, Top, bottom, Math.Min(open.Scroll, layout.MaxScroll));
        }
    }

    public override PhoneState Submit(PhoneState phone) =>
        Found(phone, phone.Top.Text) is [var first, ..] ? phone.Launch(first.Package) : phone;

    public override PhoneState? Swiped(PhoneState phone, int dx, int dy, int maxScroll) =>
        dy >= Push && phone.Top.Scroll == 0 && dy > Math.Abs(dx) ? phone.Close() : null;

    private static List<PhoneApp> Found(PhoneState phone, string text)
    {
        var found = new List<PhoneApp>(phone.Apps.Length);
        foreach (var app in phone.Apps)
        {
            if (app.HasIcon && (text.Length == 0 || app.Label.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(app);
            }
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Label, other.Label));
        return found;
    }
}
