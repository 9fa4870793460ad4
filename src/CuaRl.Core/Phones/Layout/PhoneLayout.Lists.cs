using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Layout;

internal sealed partial class PhoneLayout
{
    private const int DialogLeft = 24;
    private const int DialogTitle = 52;
    private const int DialogButtons = 60;

    /// <summary>The content of the page is that much higher than the page; less than nothing counts as nothing.</summary>
    public void LetScroll(int by) => MaxScroll = Math.Max(0, by);

    /// <summary>The rows to fill; they are placed by <see cref="PlaceRows"/>.</summary>
    public RowList NewRows(PhoneState phone)
    {
        _rows.Start(phone);
        return _rows;
    }

    /// <summary>Puts the rows below each other where the page has room for them, as far as they are scrolled into view.</summary>
    public void PlaceRows(int top, int bottom, int scroll, int left = 0, int width = Frame.Width)
    {
        MaxScroll = Math.Max(0, _rows.Height - (bottom - top));
        var y = top - Math.Clamp(scroll, 0, MaxScroll);
        foreach (ref readonly var row in _rows.All)
        {
            var (from, to) = (Math.Max(y, top), Math.Min(y + row.Height, bottom));
            if (to - from >= Math.Min(LeastVisible, row.Height))
            {
                // Nothing but words, on the page itself: it keeps off the edges, as the words of other rows do by themselves.
                var margin = left == 0 && row.Role is ElementRole.Heading or ElementRole.Text or ElementRole.Link ? Frame.Margin : 0;
                Place(row, new ScreenBounds(left + margin, from, width - (2 * margin), to - from));
            }

            y += row.Height;
        }
    }

    /// <summary>The bar with the title of a page, and with a way back where there is one.</summary>
    public void PlaceTitle(string title, bool hasUp)
    {
        if (hasUp)
        {
            Add(_isBehind ? Frame.Up with { State = ElementState.None } : Frame.Up, Buttons.Back);
        }

        var left = hasUp ? 56 : Frame.Margin;
        Add(new ScreenElement(
            ElementRole.Title, new ScreenBounds(left, Frame.StatusHeight, 248, Frame.TitleHeight), title));
    }

    /// <summary>A dialog in the middle of what the keyboard leaves, its rows in it and its buttons below.</summary>
    public void PlaceDialog(string title, bool isTyping, ReadOnlySpan<Row> buttons)
    {
        var room = (isTyping ? Frame.KeyboardTop : Frame.NavigationTop) - Frame.StatusHeight;
        var height = Math.Min(room - 16, DialogTitle + _rows.Height + (buttons.Length > 0 ? DialogButtons : 12));
        var bounds = new ScreenBounds(
            DialogLeft, Frame.StatusHeight + ((room - height) / 2), Frame.Width - (2 * DialogLeft), height);
        Dialog = bounds;
        Add(Frame.Page);
        Add(new ScreenElement(ElementRole.Surface, bounds));
        Add(new ScreenElement(
            ElementRole.Title, new ScreenBounds(bounds.Left + 8, bounds.Top + 4, bounds.Width - 16, DialogTitle - 4), title));
        PlaceRows(
            bounds.Top + DialogTitle, bounds.Bottom - (buttons.Length > 0 ? DialogButtons : 12), 0, bounds.Left + 8, bounds.Width - 16);
        for (var i = 0; i < buttons.Length; i++)
        {
            var width = (bounds.Width - 16) / buttons.Length;
            Place(buttons[i], new ScreenBounds(bounds.Left + 8 + (i * width) + 4, bounds.Bottom - 52, width - 8, 44));
        }
    }

    private void Place(in Row row, ScreenBounds bounds)
    {
        var state = ElementState.None;
        if (!_isBehind && (row.Tap ?? row.Hold) is not null || !_isBehind && row.Slide is not null)
        {
            state |= ElementState.Clickable;
        }

        state |= row.IsChecked ? ElementState.Checked : ElementState.None;
        state |= row.IsDisabled ? ElementState.Disabled : ElementState.None;
        state |= row.IsFocused ? ElementState.Focused : ElementState.None;
        Add(new ScreenElement(row.Role, bounds, row.Text, state, row.Detail, row.Icon, row.Level), row.Tap, row.Hold, row.Slide, row.Flick);
    }
}
