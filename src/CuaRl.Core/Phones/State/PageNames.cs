namespace CuaRl.Core.Phones.State;

/// <summary>The names of the pages that others than their own app lead to.</summary>
internal static class PageNames
{
    public const string Home = "home";
    public const string Drawer = "drawer";
    public const string Recents = "recents";
    public const string AppMenu = "home.menu";
    public const string Notifications = "shade";
    public const string QuickSettings = "shade.quick";
    public const string Settings = "settings";
    public const string Display = "settings.display";
    public const string AppInfo = "settings.app";
    public const string Uninstall = "settings.app.uninstall";
    public const string Browser = "chrome";
    public const string Files = "files";
    public const string Folder = "files.folder";
    public const string App = "app";
}
