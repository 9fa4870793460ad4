using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages;

/// <summary>A kind of page: what it shows of a phone, and what its own gestures do.</summary>
internal abstract class Page(string name)
{
    public string Name { get; } = name;

    /// <summary>It lies over the page before it, and a tap beside it closes it.</summary>
    public virtual bool IsDialog => false;

    public abstract void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout);

    /// <summary>The enter key, with text in the page's field.</summary>
    public virtual PhoneState Submit(PhoneState phone) => phone;

    /// <summary>A finger moves over the page; null when that only scrolls.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="dx">How far to the right.</param>
    /// <param name="dy">How far down.</param>
    /// <param name="maxScroll">How far the page can be scrolled.</param>
    public virtual PhoneState? Swiped(PhoneState phone, int dx, int dy, int maxScroll) => null;
}
