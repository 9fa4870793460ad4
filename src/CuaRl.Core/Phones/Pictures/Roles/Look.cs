using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>What many roles have in common.</summary>
internal static class Look
{
    /// <summary>From the edge of a page to what lies on it.</summary>
    public const int Margin = 16;

    extension(ScreenElement element)
    {
        public bool IsChecked => element.State.HasFlag(ElementState.Checked);

        public bool IsDisabled => element.State.HasFlag(ElementState.Disabled);

        public bool IsFocused => element.State.HasFlag(ElementState.Focused);

        /// <summary>The ink, or the one of what takes no taps.</summary>
        public Ink Unless(Ink ink) => element.IsDisabled ? Ink.Disabled : ink;
    }

    extension(ScreenBounds bounds)
    {
        public ScreenBounds Inset(int by) => bounds.Inset(by, by);

        public ScreenBounds Inset(int x, int y) => new(bounds.Left + x, bounds.Top + y, bounds.Width - (2 * x), bounds.Height - (2 * y));
    }

    extension(Frame frame)
    {
        /// <summary>A filled shape with a border.</summary>
        public void Box(ScreenBounds bounds, int radius, Ink ink, Ink border, int thickness)
        {
            frame.Round(bounds, radius, border);
            frame.Round(bounds.Inset(thickness), radius - thickness, ink);
        }

        /// <summary>An icon around a point. A name without an icon is its first letter in a coloured disc.</summary>
        public void Icon(IconSet icons, string name, int x, int y, Ink ink)
        {
            if (icons.Find(name) is { } mask)
            {
                frame.Stamp(mask, x - (icons.Size / 2), y - (icons.Size / 2), ink);
                return;
            }

            frame.Disc(x, y, icons.Size / 2, Paint(name));
            frame.Initial(icons.Size < IconSet.Usual.Size ? TextFont.Small : TextFont.Strong, name, x, y, Ink.White);
        }

        /// <summary>The first letter of a name, around a point.</summary>
        public void Initial(TextFont font, string name, int x, int y, Ink ink)
        {
            if (name.Length > 0)
            {
                var letter = font.Of(name.EnumerateRunes().First() is var first ? System.Text.Rune.ToUpperInvariant(first).Value : 0);
                frame.Stamp(letter.Mask, x - (letter.Advance / 2), y - (font.CapitalHeight / 2), ink);
            }
        }

        /// <summary>A text and its small print below, together in the middle of a height.</summary>
        public void TwoLines(TextFont font, ScreenElement element, ScreenBounds place, Ink ink, Ink faint)
        {
            const int Gap = 7;
            var small = TextFont.Small;
            var detail = element.Detail ?? "";
            var room = place.Height - font.CapitalHeight - (2 * Gap);
            var hasDetail = detail.Length > 0 && room >= small.CapitalHeight;
            var lines = !hasDetail ? 0 : small.Width(detail) > place.Width && room >= small.LineHeight + small.CapitalHeight + Gap ? 2 : 1;
            var height = font.CapitalHeight + (lines > 0 ? Gap + small.CapitalHeight + ((lines - 1) * small.LineHeight) : 0);
            var top = place.Top + ((place.Height - height) / 2);
            frame.Write(font, element.Text, place.Left, top, place.Width, ink);
            frame.WriteLines(small, detail, place.Left, top + font.CapitalHeight + Gap, place.Width, lines, faint);
        }
    }

    /// <summary>One of the eight colours, always the same for a name (FNV-1a).</summary>
    public static Ink Paint(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = (hash ^ char.ToLowerInvariant(letter)) * 16777619;
        }

        return Ink.Paint + (int)((hash ^ (hash >> 15)) % PhoneColours.Accents);
    }
}
