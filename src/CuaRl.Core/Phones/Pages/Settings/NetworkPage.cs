using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What the phone is connected by.</summary>
internal sealed class NetworkPage() : ListPage(Id)
{
    public const string Id = "settings.network";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Network);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Switch(PhoneSwitch.Wifi);
        rows.Switch(PhoneSwitch.Airplane);
        rows.Item("Hotspot & tethering", "Off", "wifi", null);
        rows.Item("VPN", "None", "lock", null);
        rows.Item("Data saver", "Off", "mobile-data", null);
        rows.Shuffle(phone.Seed);
    }
}
