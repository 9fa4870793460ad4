using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What takes the phone's storage.</summary>
internal sealed class StoragePage() : ListPage(Id)
{
    public const string Id = "settings.storage";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Storage);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Item("System", "6.12GB", "gear", null);
        rows.Item("Audio", "0B", "sound", null);
        rows.Item("Documents", "330.48KB", "file", null);
        rows.Leads(Words.Apps, null, "apps", static phone => phone.Open(AppListPage.Id));
        rows.Shuffle(phone.Seed);
    }
}
