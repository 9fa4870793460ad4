using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>The bars at the edges of the screen. What lies below shows through.</summary>
internal static class Bars
{
    private const string AllMarks = "back home recents";

    /// <summary>Clock left; right the battery by its level, then its detail, such as <c>83%</c>, then its icons, several names.</summary>
    public static void PaintStatus(Frame frame, ScreenElement element)
    {
        const int Gap = 6;
        var (bounds, font) = (element.Bounds, TextFont.Small);
        var middle = bounds.Top + (bounds.Height / 2);
        var top = middle - (font.CapitalHeight / 2);
        frame.Write(TextFont.Small, element.Text, bounds.Left + Look.Margin, top, bounds.Width / 2, Ink.Text);
        var right = bounds.Right - Look.Margin;
        PaintBattery(frame, right - 20, middle - 5, element.Level ?? 1);
        right -= 20 + Gap;
        if (element.Detail is { } detail)
        {
            right -= font.Width(detail);
            frame.Write(font, detail, right, top, font.Width(detail), Ink.Text);
            right -= Gap;
        }

        foreach (var name in Names(element.Icon ?? "").Reverse())
        {
            right -= IconSet.Tiny.Size;
            frame.Icon(IconSet.Tiny, name, right + (IconSet.Tiny.Size / 2), middle, Ink.Text);
            right -= Gap - 2;
        }
    }

    /// <summary>Marks evenly spread: those its icon names, or back, home and recents.</summary>
    public static void PaintNavigation(Frame frame, ScreenElement element)
    {
        var bounds = element.Bounds;
        var names = Names(element.Icon ?? AllMarks);
        for (var i = 0; i < names.Length; i++)
        {
            var mark = names[i] switch { "back" => "triangle", "home" => "circle", "recents" => "square", var name => name };
            var x = bounds.Left + (bounds.Width * ((2 * i) + 1) / (2 * names.Length));
            frame.Icon(IconSet.Small, mark, x, bounds.Top + (bounds.Height / 2), Ink.Text);
        }
    }

    private static string[] Names(string icons) => icons.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void PaintBattery(Frame frame, int x, int y, double level)
    {
        const int Inside = 14;
        frame.Round(new ScreenBounds(x, y, Inside + 4, 10), 3, Ink.Faint);
        frame.Fill(new ScreenBounds(x + Inside + 4, y + 3, 2, 4), Ink.Faint);
        frame.Round(new ScreenBounds(x + 1, y + 1, Inside + 2, 8), 2, Ink.Ground);
        var full = (int)Math.Round(Math.Clamp(level, 0, 1) * Inside);
        frame.Fill(new ScreenBounds(x + 2, y + 2, full, 6), level <= 0.15 ? Ink.Paint + 1 : Ink.Text);
    }
}
