using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Png;
using CuaRl.Core.Phones.Pictures.Roles;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures;

/// <summary>
/// Paints what the simulated phone shows. The picture is a function of the screen alone, byte for byte, on every machine; any
/// thread may paint.
/// </summary>
/// <remarks>
/// Elements are painted in order, each within its bounds. <see cref="ElementRole.Surface"/> goes by where it is and how it
/// stands: the first that fills the screen is the page (with the icon <c>wallpaper</c>, the home screen's); another one that
/// fills it is a shade over all before it; a focused one is a dialog and brings its own shade; along the top or bottom edge
/// it is a sheet; else a card. Icons go by name, <c>IconPaths</c> lists them; another name is its first letter in a disc.
/// </remarks>
public static class ScreenPainter
{
    [ThreadStatic]
    private static Frame? _frame;

    [ThreadStatic]
    private static PngEncoder? _encoder;

    /// <summary>The picture of a screen: a PNG of 360 by 720 pixels.</summary>
    public static byte[] Paint(PhoneScreen screen)
    {
        var frame = _frame ??= new Frame();
        frame.Begin(screen.Theme);
        for (var i = 0; i < screen.Elements.Length; i++)
        {
            var element = screen.Elements[i];
            frame.Clip = element.Bounds;
            ElementPainter.Paint(frame, element, isFirst: i == 0);
        }

        return (_encoder ??= new PngEncoder()).Encode(frame);
    }
}
