using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Apps' icons, and pictures in pages.</summary>
internal static class Images
{
    /// <summary>An icon, or the first letter, on a coloured shape, and the name below.</summary>
    public static void PaintApp(Frame frame, ScreenElement element)
    {
        var (bounds, small) = (element.Bounds, TextFont.Small);
        var hasName = bounds.Height >= 48;
        var size = Math.Min(52, Math.Min(bounds.Width - 8, bounds.Height - (hasName ? small.LineHeight + 4 : 4)));
        var left = bounds.Left + ((bounds.Width - size) / 2);
        var top = bounds.Top + Math.Max(2, (bounds.Height - size - (hasName ? small.LineHeight + 4 : 0)) / 2);
        var name = element.Icon ?? element.Text;
        var shape = new ScreenBounds(left, top, size, size);
        if (element.IsFocused || element.IsChecked)
        {
            frame.Round(bounds, 16, Ink.Soft);
        }

        frame.Round(shape, size * 3 / 8, element.Unless(Look.Paint(name)));
        var (x, y) = (left + (size / 2), top + (size / 2));
        var icons = size >= 44 ? IconSet.Large : IconSet.Small;
        if (icons.Find(name) is not null)
        {
            frame.Icon(icons, name, x, y, Ink.White);
        }
        else
        {
            frame.Initial(TextFont.Large, name, x, y, Ink.White);
        }

        if (hasName)
        {
            frame.WriteCentered(small, element.Text, bounds.Left, top + size + 7, bounds.Width, element.Unless(Ink.Text));
        }
    }

    /// <summary>Sun and hills in colours that go by what the picture shows, which is written below.</summary>
    public static void Paint(Frame frame, ScreenElement element)
    {
        const int Corner = 14;
        var (bounds, small) = (element.Bounds, TextFont.Small);
        var caption = element.Text.Length > 0 && bounds.Height >= 64 ? small.LineHeight + 6 : 0;
        var sky = Look.Paint(element.Text);
        var hill = Ink.Paint + (int)(((uint)(sky - Ink.Paint) + 3) % PhoneColours.Accents);
        frame.Round(bounds, Corner, Ink.Field);
        var outer = frame.Clip;
        var picture = bounds with { Height = bounds.Height - caption };
        frame.Clip = picture;
        frame.Round(picture with { Height = picture.Height + (caption > 0 ? Corner : 0) }, Corner, element.Unless(sky));
        var (width, height) = (picture.Width, picture.Height);
        frame.Disc(picture.Right - (width / 4), picture.Top + (height / 3), Math.Min(40, height / 6), Ink.White);
        frame.Disc(picture.Left + (width / 3), picture.Bottom + (height / 5), Math.Min(200, height * 3 / 4), element.Unless(hill));
        frame.Disc(picture.Left + (width * 3 / 4), picture.Bottom + (height / 2), Math.Min(200, height * 4 / 5), element.Unless(Ink.Paint + 7));
        frame.Clip = outer;
        frame.Write(small, element.Text, bounds.Left + 12, bounds.Bottom - caption + 5, bounds.Width - 24, Ink.Text);
    }
}
