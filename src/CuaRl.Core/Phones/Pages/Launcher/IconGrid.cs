using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages.Launcher;

/// <summary>The icons of apps, four in a line.</summary>
internal static class IconGrid
{
    public const int Columns = 4;
    public const int CellHeight = 96;

    private const int CellWidth = (Frame.Width - 16) / Columns;

    /// <summary>Puts an icon into its cell; one that is not wholly in view is left out.</summary>
    public static void Place(PhoneLayout layout, PhoneApp app, int cell, int top, int bottom, int scroll)
    {
        var y = top + (cell / Columns * CellHeight) - scroll;
        if (y < top || y + CellHeight > bottom)
        {
            return;
        }

        var package = app.Package;
        layout.AddClickable(
            ElementRole.AppIcon, new ScreenBounds(8 + (cell % Columns * CellWidth), y, CellWidth, CellHeight), app.Label,
            phone => phone.Launch(package), AppCatalog.IconOf(app), hold: phone => phone.Open(PageNames.AppMenu, package));
    }
}
