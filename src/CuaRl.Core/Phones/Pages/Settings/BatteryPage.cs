using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>How full the battery is, and how to make it last.</summary>
internal sealed class BatteryPage() : ListPage(Id)
{
    public const string Id = "settings.battery";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Battery);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Item("Battery usage", "Since the last full charge", "battery", null);
        rows.Switch(PhoneSwitch.BatterySaver);
        rows.Item("Battery share", "Off", "refresh", null);
        rows.Shuffle(phone.Seed);
    }
}
