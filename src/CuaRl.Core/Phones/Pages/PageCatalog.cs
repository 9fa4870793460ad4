using System.Collections.Frozen;
using CuaRl.Core.Phones.Pages.Apps;
using CuaRl.Core.Phones.Pages.Chrome;
using CuaRl.Core.Phones.Pages.Files;
using CuaRl.Core.Phones.Pages.Launcher;
using CuaRl.Core.Phones.Pages.Settings;
using CuaRl.Core.Phones.Pages.Shade;

namespace CuaRl.Core.Phones.Pages;

/// <summary>All pages by name.</summary>
internal static class PageCatalog
{
    private static readonly FrozenDictionary<string, Page> ByName = new Page[]
    {
        new HomePage(), new DrawerPage(), new RecentsPage(), new AppMenuDialog(),
        new NotificationShade(), new QuickSettingsShade(),
        new SettingsPage(), new NetworkPage(), new DevicesPage(), new NotificationsPage(), new BatteryPage(), new StoragePage(),
        new SoundPage(), new DisplayPage(), new TimeoutDialog(), new SystemPage(), new DateTimePage(), new AboutPage(),
        new AppListPage(), new AppInfoPage(), new AppStoragePage(), new UninstallDialog(),
        new BrowserPage(), new ImageMenuDialog(), new FilePermissionDialog(),
        new FilesPage(), new FolderPage(), new FolderMenuDialog(), new NewFolderDialog(), new FileMenuDialog(),
        new PlainAppPage(),
    }.ToFrozenDictionary(page => page.Name, StringComparer.Ordinal);

    public static bool Has(string name) => ByName.ContainsKey(name);

    public static Page Of(string name) => ByName[name];
}
