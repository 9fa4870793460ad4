using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Files;

/// <summary>What a file is and what there is to do with it; its path is the argument.</summary>
internal sealed class FileMenuDialog() : DialogPage(Id)
{
    public const string Id = "files.file.menu";

    protected override string Title(PhoneState phone, OpenPage open) => PhonePath.Name(open.Argument);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        var path = open.Argument;
        rows.Leads(Words.Delete, null, "delete", phone => phone.Close().WithoutFile(path));
    }

    protected override Row[] Buttons(PhoneState phone, OpenPage open) =>
        [Button(phone, Words.Close, static phone => phone.Close())];
}
