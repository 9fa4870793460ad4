using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages;

/// <summary>A dialog: a title, a few rows, buttons.</summary>
internal abstract class DialogPage(string name) : Page(name)
{
    public sealed override bool IsDialog => true;

    public sealed override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        AddRows(phone, open, layout.NewRows(phone));
        layout.PlaceDialog(Title(phone, open), open.IsTyping, Buttons(phone, open));
    }

    protected abstract string Title(PhoneState phone, OpenPage open);

    protected virtual void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
    }

    /// <summary>From left to right.</summary>
    protected virtual Row[] Buttons(PhoneState phone, OpenPage open) => [];

    /// <param name="phone">The phone.</param>
    /// <param name="word">What it says.</param>
    /// <param name="tap">What it does.</param>
    /// <param name="isMain">It is the one that the dialog is for.</param>
    protected static Row Button(PhoneState phone, Word word, Change tap, bool isMain = false) =>
        new(ElementRole.Button, phone.Say(word), 0) { Id = word.Id, Tap = tap, IsChecked = isMain };
}
