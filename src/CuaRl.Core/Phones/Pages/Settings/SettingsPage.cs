using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>The first page of Settings: where everything is.</summary>
internal sealed class SettingsPage() : ListPage(PageNames.Settings)
{
    protected override string Title(PhoneState phone, OpenPage open) => "Settings";

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Leads(Words.Network, null, "wifi", static phone => phone.Open(NetworkPage.Id));
        rows.Leads(Words.Devices, null, "bluetooth", static phone => phone.Open(DevicesPage.Id));
        rows.Leads(Words.Apps, null, "apps", static phone => phone.Open(AppListPage.Id));
        rows.Leads(Words.Notifications, null, "bell", static phone => phone.Open(NotificationsPage.Id));
        rows.Leads(Words.Battery, $"{phone.Battery}%", "battery", static phone => phone.Open(BatteryPage.Id));
        rows.Leads(Words.Storage, null, "storage", static phone => phone.Open(StoragePage.Id));
        rows.Leads(Words.Sound, null, "sound", static phone => phone.Open(SoundPage.Id));
        rows.Leads(Words.Display, null, "display", static phone => phone.Open(PageNames.Display));
        rows.Leads(Words.System, null, "gear", static phone => phone.Open(SystemPage.Id));
        rows.Leads(Words.About, null, "info", static phone => phone.Open(AboutPage.Id));
        rows.Item("Security & privacy", null, "lock", null);
        rows.Item("Location", null, "location", null);
        rows.Item("Accessibility", null, "person", null);
        rows.Shuffle(phone.Seed);
    }
}
