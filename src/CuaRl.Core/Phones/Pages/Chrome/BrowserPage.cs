using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Chrome;

/// <summary>The browser: a field for an address, and the page of that address, which is the argument.</summary>
internal sealed class BrowserPage() : Page(PageNames.Browser)
{
    private const int Top = Frame.StatusHeight + 64;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var rows = layout.NewRows(phone);
        WebPages.AddRows(phone, open, rows);
        var bottom = open.IsTyping ? Frame.KeyboardTop : Frame.NavigationTop;
        layout.Add(rows.Height > bottom - Top ? Frame.ScrollablePage : Frame.Page);
        layout.AddClickable(
            ElementRole.TextField, new ScreenBounds(8, Frame.StatusHeight + 4, Frame.Width - 16, 56),
            open.IsTyping ? open.Text : open.Argument, static phone => phone.StartTyping(""), "search",
            open.IsTyping ? ElementState.Focused : ElementState.None, phone.Say(Words.Address));
        layout.PlaceRows(Top, bottom, open.Scroll);
    }

    public override PhoneState Submit(PhoneState phone)
    {
        var address = WebPages.Address(phone.Top.Text);
        return address.Length == 0 ? phone : Visit(phone, address);
    }

    /// <summary>Another address, from which one comes back.</summary>
    public static PhoneState Visit(PhoneState phone, string address) =>
        phone.WithTop(phone.Top with { IsTyping = false, Text = "" }).Open(PageNames.Browser, address);
}
