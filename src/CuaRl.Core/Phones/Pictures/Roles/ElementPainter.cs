using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Which role is painted how.</summary>
internal static class ElementPainter
{
    /// <param name="frame">Where to; nothing is painted beyond its clip.</param>
    /// <param name="element">What.</param>
    /// <param name="isFirst">Nothing lies below it.</param>
    public static void Paint(Frame frame, ScreenElement element, bool isFirst)
    {
        switch (element.Role)
        {
            case ElementRole.Surface:
                Surfaces.Paint(frame, element, isFirst);
                break;
            case ElementRole.StatusBar:
                Bars.PaintStatus(frame, element);
                break;
            case ElementRole.NavigationBar:
                Bars.PaintNavigation(frame, element);
                break;
            case ElementRole.Title:
                Words.PaintTitle(frame, element);
                break;
            case ElementRole.Heading:
                Words.PaintLine(frame, element, TextFont.Strong, element.Unless(Ink.Accent));
                break;
            case ElementRole.Text:
                Words.PaintText(frame, element);
                break;
            case ElementRole.Link:
                Words.PaintLink(frame, element);
                break;
            case ElementRole.Button:
                Buttons.Paint(frame, element);
                break;
            case ElementRole.IconButton:
                Buttons.PaintIcon(frame, element);
                break;
            case ElementRole.Row:
            case ElementRole.Switch:
            case ElementRole.Radio:
                Rows.Paint(frame, element);
                break;
            case ElementRole.Slider:
                Sliders.Paint(frame, element);
                break;
            case ElementRole.TextField:
                TextFields.Paint(frame, element);
                break;
            case ElementRole.Tile:
                Buttons.PaintTile(frame, element);
                break;
            case ElementRole.AppIcon:
                Images.PaintApp(frame, element);
                break;
            case ElementRole.Image:
                Images.Paint(frame, element);
                break;
            case ElementRole.Notification:
                Surfaces.PaintNotification(frame, element);
                break;
            case ElementRole.Toast:
                Surfaces.PaintToast(frame, element);
                break;
            case ElementRole.Keyboard:
                Keyboard.Paint(frame, element);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(element), element.Role, "The painter does not know this role.");
        }
    }
}
