using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>Who sets the clock.</summary>
internal sealed class DateTimePage() : ListPage(Id)
{
    public const string Id = "settings.datetime";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.DateTime);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Switch(PhoneSwitch.AutoTime);
        rows.Switch(PhoneSwitch.AutoZone);
        rows.Switch(PhoneSwitch.HourFormat);
        rows.Item("Region", "Default", "globe", null);
        rows.Shuffle(phone.Seed);
    }
}
