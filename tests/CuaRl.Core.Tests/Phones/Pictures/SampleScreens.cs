using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using static CuaRl.Core.Phones.Screens.ElementRole;
using static CuaRl.Core.Phones.Screens.ElementState;

namespace CuaRl.Core.Tests.Phones.Pictures;

/// <summary>Screens composed by hand: all roles, in all states, as a phone shows them.</summary>
internal static class SampleScreens
{
    public static PhoneScreen Home { get; } = Screen(
        isDark: false,
        accent: 0,
        [
            On(Surface, 0, 0, 360, 720, icon: "wallpaper"),
            Status,
            On(ElementRole.Text, 24, 56, 312, 30, "Thursday, 14 May"),
            On(Title, 24, 84, 312, 40, "Good morning"),
            .. new[] { "Settings", "Files", "Browser", "Camera", "Phone", "Messages", "Clock", "Calculator", "Gallery", "Music", "Notes", "Contacts" }
                .Select((name, i) => On(AppIcon, 12 + (84 * (i % 4)), 330 + (92 * (i / 4)), 84, 88, name, Clickable)),
            On(TextField, 24, 612, 312, 48, icon: "search", detail: "Search"),
            Navigation,
        ]);

    public static PhoneScreen Settings { get; } = Screen(isDark: false, accent: 3, SettingsElements());

    public static PhoneScreen Display { get; } = Screen(
        isDark: true,
        accent: 1,
        [
            Page,
            Status,
            On(IconButton, 4, 28, 48, 48, "Back", Clickable, icon: "back"),
            On(Title, 60, 32, 280, 40, "Display"),
            On(Heading, 16, 88, 328, 28, "Brightness"),
            On(Slider, 0, 116, 360, 72, "Brightness level", Clickable, "62 %", "brightness", 0.62),
            On(Switch, 0, 188, 360, 68, "Adaptive brightness", Clickable | Checked, "Optimise for available light"),
            On(Heading, 16, 264, 328, 28, "Appearance"),
            On(Switch, 0, 292, 360, 68, "Dark theme", Clickable | Checked, "On until sunrise", "moon"),
            On(Row, 0, 360, 360, 68, "Screen timeout", Clickable, "After 30 seconds of inactivity", "clock"),
            On(Switch, 0, 428, 360, 68, "Auto-rotate", Clickable, "Off", "rotate"),
            On(Switch, 0, 496, 360, 68, "Always-on display", Disabled, "Not on this phone"),
            On(Slider, 0, 564, 360, 60, "Text size", Disabled, level: 0.4),
            On(Row, 0, 624, 360, 48, "Wallpaper & style", Clickable | Checked, icon: "image"),
            Navigation,
        ]);

    public static PhoneScreen QuickSettings { get; } = Screen(
        isDark: false,
        accent: 2,
        [
            On(Surface, 0, 0, 360, 720, icon: "wallpaper"),
            On(Surface, 0, 0, 360, 720),
            On(Surface, 0, 0, 360, 560),
            Status,
            On(Slider, 0, 36, 360, 48, state: Clickable, icon: "brightness", level: 0.3),
            .. new (string Name, string Icon, string Detail, ElementState State)[]
            {
                ("Internet", "wifi", "HomeNet 5G", Clickable | Checked), ("Bluetooth", "bluetooth", "Off", Clickable),
                ("Airplane mode", "airplane", "Off", Clickable), ("Do not disturb", "dnd", "On for one hour", Clickable | Checked),
                ("Flashlight", "flashlight", "Not available", Disabled), ("Auto-rotate", "rotate", "Portrait", Clickable | Focused),
            }.Select((tile, i) => On(Tile, 12 + (170 * (i % 2)), 96 + (76 * (i / 2)), 164, 68, tile.Name, tile.State, tile.Detail, tile.Icon)),
            On(Notification, 12, 336, 336, 68, "Download complete", Clickable, "invoice-2024-05.pdf, 73.73KB", "download"),
            On(Notification, 12, 412, 336, 84, "Maria Jensen", Clickable, "Are we still on for lunch tomorrow? I booked the small place by the river."),
            On(Button, 236, 508, 112, 40, "Clear all", Clickable),
            Navigation,
        ]);

    public static PhoneScreen Dialog { get; } = Screen(
        isDark: false,
        accent: 3,
        [
            .. SettingsElements(),
            On(Surface, 24, 180, 312, 348, state: Focused),
            On(Title, 48, 200, 264, 40, "Screen timeout"),
            On(ElementRole.Text, 48, 244, 264, 64, "The screen turns off by itself when nobody has touched it for this long."),
            On(Radio, 32, 312, 296, 48, "15 seconds", Clickable),
            On(Radio, 32, 360, 296, 48, "30 seconds", Clickable | Checked),
            On(Radio, 32, 408, 296, 48, "10 minutes", Disabled),
            On(Button, 112, 468, 96, 40, "Cancel", Clickable),
            On(Button, 216, 468, 96, 40, "Apply", Clickable | Checked),
        ]);

    public static PhoneScreen Files { get; } = Screen(
        isDark: true,
        accent: 5,
        [
            Page,
            Status,
            On(IconButton, 4, 28, 48, 48, "Back", Clickable, icon: "back"),
            On(Title, 60, 32, 200, 40, "Downloads"),
            On(IconButton, 260, 28, 48, 48, "Search", Clickable, icon: "search"),
            On(IconButton, 308, 28, 48, 48, "More", Clickable, icon: "more"),
            On(ElementRole.Text, 16, 80, 328, 18, "Internal storage > Downloads, 51.54MB"),
            On(Row, 0, 104, 360, 60, "Invoices", Clickable, "4 items", "folder"),
            On(Row, 0, 164, 360, 60, "holiday-photo-from-the-beach-with-a-very-long-name.jpg", Clickable, "51.54MB, 14 May", "image"),
            On(TextField, 16, 240, 328, 60, "Project Falcon drafts and letters of the last year", Clickable | Focused, "Folder name", "folder"),
            On(Button, 248, 312, 96, 40, "Create", Clickable | Checked, icon: "plus"),
            On(Button, 144, 312, 96, 40, "Cancel", Disabled),
            On(Toast, 60, 396, 240, 40, "Folder already exists"),
            On(Keyboard, 0, 452, 360, 220),
            Navigation,
        ]);

    public static PhoneScreen Browser { get; } = Screen(
        isDark: false,
        accent: 6,
        [
            Page,
            Status,
            On(TextField, 12, 30, 252, 44, "example.org/news", Clickable, "Search or type a URL", "lock"),
            On(IconButton, 266, 28, 46, 48, "Reload", Clickable | Focused, icon: "refresh"),
            On(IconButton, 312, 28, 46, 48, "Tabs", Clickable | Checked, icon: "Tabs"),
            On(Surface, 0, 80, 360, 592, state: Scrollable, level: 0.2),
            On(Title, 16, 90, 328, 36, "The harbour at dawn"),
            On(Image, 16, 132, 328, 180, "Boats before the old lighthouse"),
            On(
                ElementRole.Text, 16, 320, 328, 130,
                "Long before the first ferry leaves, the fishers of the old harbour are already back. \u201CWe go by the tide, not by the clock\u201D, "
                + "says one of them – and laughs. Caf\u00e9s open at six; the market \u00b7 a hundred stalls \u00b7 an hour later. \u6E2F"),
            On(Link, 16, 458, 200, 32, "Read the whole story", Clickable),
            On(Link, 16, 492, 320, 32, "Download the guide (73.73KB)", Clickable, icon: "download"),
            On(Button, 16, 536, 328, 48, "Subscribe to our letter", Clickable | Focused),
            On(ElementRole.Text, 16, 596, 328, 60, "Contact", detail: "harbour@example.org"),
            Navigation,
        ]);

    public static ImmutableArray<(string Name, PhoneScreen Screen)> All { get; } =
    [
        ("home", Home), ("settings", Settings), ("display", Display), ("quick-settings", QuickSettings), ("dialog", Dialog),
        ("files", Files), ("browser", Browser),
    ];

    private static ScreenElement Page => On(Surface, 0, 0, 360, 720);

    private static ScreenElement Status => On(StatusBar, 0, 0, 360, 24, "9:41", None, "83%", "bluetooth wifi", 0.83);

    private static ScreenElement Navigation => On(NavigationBar, 0, 672, 360, 48);

    public static ScreenElement On(
        ElementRole role, int left, int top, int width, int height, string text = "", ElementState state = None, string? detail = null,
        string? icon = null, double? level = null) => new(role, new ScreenBounds(left, top, width, height), text, state, detail, icon, level);

    public static PhoneScreen Screen(bool isDark, int accent, ImmutableArray<ScreenElement> elements) =>
        new(new PhoneTheme(isDark, accent), elements);

    private static ImmutableArray<ScreenElement> SettingsElements() =>
    [
        Page,
        Status,
        On(Title, 20, 48, 320, 48, "Settings"),
        On(TextField, 16, 104, 328, 48, state: Clickable, detail: "Search settings", icon: "search"),
        .. new (string Name, string Detail, string Icon)[]
        {
            ("Network & internet", "Wi-Fi, mobile, data usage", "wifi"), ("Connected devices", "Bluetooth, pairing", "bluetooth"),
            ("Apps", "Assistant, recent apps, default apps", "apps"), ("Notifications", "History, conversations", "bell"),
            ("Battery", "83% - about 1 day left", "battery"), ("Storage", "41% used - 75.02 GB free", "storage"),
            ("Sound & vibration", "Volume, haptics, Do Not Disturb", "sound"), ("Display", "Dark theme, font size, brightness", "brightness"),
        }.Select((row, i) => On(Row, 0, 160 + (64 * i), 360, 64, row.Name, Clickable, row.Detail, row.Icon)),
        Navigation,
    ];
}
