using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Pages;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Layout;

/// <summary>
/// Where everything of one state of the phone lies on its screen. It is laid out anew for another state, so that its lists
/// are used again.
/// </summary>
internal sealed partial class PhoneLayout
{
    private const int LeastVisible = 20;

    private readonly List<Placed> _placed = new(64);
    private readonly RowList _rows = new();
    private PhoneState? _phone;
    private bool _isBehind;

    /// <summary>How far the content of the page on top can be scrolled up, in pixels.</summary>
    public int MaxScroll { get; private set; }

    /// <summary>What takes taps beside the dialog on top; null when no dialog is.</summary>
    public ScreenBounds? Dialog { get; private set; }

    public ReadOnlySpan<Placed> Placed => CollectionsMarshal.AsSpan(_placed);

    public void LayOut(PhoneState phone)
    {
        if (ReferenceEquals(_phone, phone))
        {
            return;
        }

        _phone = phone;
        _placed.Clear();
        (MaxScroll, Dialog, _isBehind) = (0, null, false);
        if (phone.IsAsleep)
        {
            Add(Frame.Page);
            return;
        }

        var top = phone.Top;
        var page = PageCatalog.Of(top.Page);
        if (page.IsDialog)
        {
            _isBehind = true;
            var pages = phone.Tasks[0].Pages;
            var behind = pages.Length - 2;
            while (behind > 0 && PageCatalog.Of(pages[behind].Page).IsDialog)
            {
                behind--;
            }

            PageCatalog.Of(pages[behind].Page).LayOut(phone, pages[behind], this);
            (MaxScroll, _isBehind) = (0, false);
        }

        page.LayOut(phone, top, this);
        LayOutFrame(phone, top);
    }

    /// <summary>What is shown.</summary>
    public PhoneScreen Screen(PhoneState phone)
    {
        var elements = new ScreenElement[_placed.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = _placed[i].Element;
        }

        var theme = new PhoneTheme(phone.IsAsleep || phone.IsOn(PhoneSetting.DarkTheme), Mix.Index(phone.Seed, 1, 8));
        return new PhoneScreen(theme, ImmutableCollectionsMarshal.AsImmutableArray(elements));
    }

    /// <summary>What a finger at that point means: the last element there that answers; null for none.</summary>
    public Placed? At(ScreenPoint point)
    {
        for (var i = _placed.Count - 1; i >= 0; i--)
        {
            var element = _placed[i].Element;
            if ((element.State & ElementState.Clickable) != 0 && element.Bounds.Contains(point))
            {
                return _placed[i];
            }
        }

        return null;
    }

    public void Add(ScreenElement element, Change? tap = null, Change? hold = null, Slide? slide = null, Change? flick = null) =>
        _placed.Add(new Placed(element, tap, hold, slide, flick));

    /// <summary>An element that answers to taps, unless a dialog is before it.</summary>
    public void AddClickable(
        ElementRole role, ScreenBounds bounds, string text, Change tap, string? icon = null, ElementState state = ElementState.None,
        string? detail = null, Change? hold = null, Change? flick = null)
    {
        if (_isBehind)
        {
            Add(new ScreenElement(role, bounds, text, state, detail, icon));
        }
        else
        {
            Add(new ScreenElement(role, bounds, text, state | ElementState.Clickable, detail, icon), tap, hold, flick: flick);
        }
    }

    private void LayOutFrame(PhoneState phone, OpenPage top)
    {
        if (top.IsTyping)
        {
            Add(Frame.KeyboardOf(top.Keyboard));
        }

        if (phone.Toast is { } toast)
        {
            Add(new ScreenElement(ElementRole.Toast, new ScreenBounds(40, 620, 280, 44), toast));
        }

        Add(StatusBar(phone), Buttons.PullShade);
        Add(Frame.Navigation);
        Add(Frame.Back, Buttons.Back);
        Add(Frame.Home, static phone => phone.GoHome());
        Add(Frame.Recents, static phone => phone.GoToRecents());
    }

    private static ScreenElement StatusBar(PhoneState phone)
    {
        var minutes = (int)(phone.Clock / 60_000 % (24 * 60));
        var hours = minutes / 60;
        var shown = phone.IsOn(PhoneSetting.HourFormat) ? hours : ((hours + 11) % 12) + 1;
        return new ScreenElement(
            ElementRole.StatusBar, Frame.Status, string.Create(CultureInfo.InvariantCulture, $"{shown}:{minutes % 60:00}"),
            ElementState.Clickable, string.Create(CultureInfo.InvariantCulture, $"{phone.Battery}%"),
            phone.IsOn(PhoneSetting.Airplane) ? "airplane" : phone.IsOn(PhoneSetting.Wifi) ? "wifi" : "mobile-data",
            phone.Battery / 100.0);
    }
}
