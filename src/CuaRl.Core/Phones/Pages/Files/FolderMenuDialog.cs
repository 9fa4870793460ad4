using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Files;

/// <summary>What there is to do with the folder that is shown.</summary>
internal sealed class FolderMenuDialog() : DialogPage(Id)
{
    public const string Id = "files.folder.menu";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.More);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        var path = open.Argument;
        rows.Leads(Words.NewFolder, null, "plus", phone => NewFolderDialog.Show(phone.Close(), path));
        rows.Item("Sort by name", null, "menu", static phone => phone.Close());
        rows.Shuffle(phone.Seed);
    }
}
