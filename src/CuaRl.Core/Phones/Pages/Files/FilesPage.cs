using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Files;

/// <summary>The first page of the file manager: where files are.</summary>
internal sealed class FilesPage() : ListPage(PageNames.Files)
{
    protected override string Title(PhoneState phone, OpenPage open) => "Files";

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Leads(Words.Downloads, null, "download", static phone => phone.Open(PageNames.Folder, PhonePath.Downloads));
        rows.Leads(Words.Images, null, "image", static phone => phone.Open(PageNames.Folder, PhonePath.Pictures));
        rows.Leads(Words.InternalStorage, null, "phone", static phone => phone.Open(PageNames.Folder, PhonePath.Storage));
        rows.Shuffle(phone.Seed);
    }
}
