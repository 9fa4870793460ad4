using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages;

/// <summary>A page that is a title and a list below.</summary>
internal abstract class ListPage(string name) : Page(name)
{
    public sealed override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var rows = layout.NewRows(phone);
        AddRows(phone, open, rows);
        var bottom = open.IsTyping ? Frame.KeyboardTop : Frame.NavigationTop;
        const int Top = Frame.StatusHeight + Frame.TitleHeight;
        layout.Add(rows.Height > bottom - Top ? Frame.ScrollablePage : Frame.Page);
        layout.PlaceTitle(Title(phone, open), phone.Tasks[0].Pages.Length > 1);
        AddActions(phone, open, layout);
        layout.PlaceRows(Top, bottom, open.Scroll);
    }

    protected abstract string Title(PhoneState phone, OpenPage open);

    protected abstract void AddRows(PhoneState phone, OpenPage open, RowList rows);

    /// <summary>What is beside the title.</summary>
    protected virtual void AddActions(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
    }
}
