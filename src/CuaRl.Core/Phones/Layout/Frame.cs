using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Layout;

/// <summary>Where things are on every screen, in pixels, and the elements that never change.</summary>
internal static class Frame
{
    public const int Width = 360;
    public const int Height = 720;
    public const int StatusHeight = 28;
    public const int TitleHeight = 56;
    public const int NavigationTop = Height - 36;
    public const int KeyboardTop = NavigationTop - 220;
    public const int Margin = 16;

    private const int ButtonWidth = Width / 3;

    public static readonly ScreenElement Page = new(ElementRole.Surface, new ScreenBounds(0, 0, Width, Height));

    public static readonly ScreenElement Wallpaper = Page with { Icon = "wallpaper" };

    public static readonly ScreenElement ScrollablePage = Page with { State = ElementState.Scrollable };

    public static readonly ScreenBounds Status = new(0, 0, Width, StatusHeight);

    public static readonly ScreenElement Navigation =
        new(ElementRole.NavigationBar, new ScreenBounds(0, NavigationTop, Width, Height - NavigationTop), Icon: "");

    public static readonly ScreenElement Back = NavigationButton("Back", "triangle", 0);

    public static readonly ScreenElement Home = NavigationButton("Home", "circle", 1);

    public static readonly ScreenElement Recents = NavigationButton("Overview", "square", 2);

    private static readonly ScreenElement Letters = new(
        ElementRole.Keyboard, new ScreenBounds(0, KeyboardTop, Width, NavigationTop - KeyboardTop), State: ElementState.Clickable);

    private static readonly ScreenElement Capital = Letters with { State = ElementState.Clickable | ElementState.Checked };

    private static readonly ScreenElement Capitals = Capital with { Detail = "caps lock" };

    private static readonly ScreenElement Symbols = Letters with { Text = KeyboardKeys.Symbols };

    private static readonly ScreenElement MoreSymbols = Letters with { Text = KeyboardKeys.MoreSymbols };

    public static readonly ScreenElement Up = new(
        ElementRole.IconButton, new ScreenBounds(4, StatusHeight + 4, 48, 48), "Navigate up", ElementState.Clickable, Icon: "back");

    public static ScreenElement KeyboardOf(KeyboardPage page) => page switch
    {
        KeyboardPage.Capital => Capital,
        KeyboardPage.Capitals => Capitals,
        KeyboardPage.Symbols => Symbols,
        KeyboardPage.MoreSymbols => MoreSymbols,
        _ => Letters,
    };

    private static ScreenElement NavigationButton(string name, string icon, int place) => new(
        ElementRole.IconButton, Navigation.Bounds with { Left = place * ButtonWidth, Width = ButtonWidth }, name,
        ElementState.Clickable, Icon: icon);
}
