using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What is near the phone.</summary>
internal sealed class DevicesPage() : ListPage(Id)
{
    public const string Id = "settings.devices";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Devices);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Switch(PhoneSwitch.Bluetooth);
        rows.Item("Pair new device", null, "add", null);
        rows.Item("Cast", "Off", "display", null);
        rows.Shuffle(phone.Seed);
    }
}
