using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What else there is to set.</summary>
internal sealed class SystemPage() : ListPage(Id)
{
    public const string Id = "settings.system";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.System);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Leads(Words.DateTime, null, "clock", static phone => phone.Open(DateTimePage.Id));
        rows.Item("Languages & input", "English", "globe", null);
        rows.Item("Gestures", null, "edit", null);
        rows.Item("Backup", "Off", "storage", null);
        rows.Item("Software updates", "Up to date", "refresh", null);
        rows.Shuffle(phone.Seed);
    }
}
