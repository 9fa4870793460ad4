using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Files;

/// <summary>What is in a folder, whose path is the argument.</summary>
internal sealed class FolderPage() : ListPage(PageNames.Folder)
{
    private static readonly ScreenBounds Action = new(Frame.Width - 52, Frame.StatusHeight + 4, 48, 48);

    protected override string Title(PhoneState phone, OpenPage open) => open.Argument switch
    {
        PhonePath.Downloads => phone.Say(Words.Downloads),
        PhonePath.Pictures => phone.Say(Words.Images),
        PhonePath.Storage => phone.Say(Words.InternalStorage),
        _ => PhonePath.Name(open.Argument),
    };

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        foreach (var (path, file) in phone.Files)
        {
            if (path.Length > open.Argument.Length && PhonePath.IsIn(path, open.Argument)
                && path.AsSpan(open.Argument.Length + 1).IndexOf('/') < 0)
            {
                AddRow(path, file, rows);
            }
        }

        if (rows.All.IsEmpty)
        {
            rows.Text(phone.Say(Words.NoFiles));
        }
    }

    /// <summary>Some phones have the folder's button beside the title, the others a menu with it.</summary>
    protected override void AddActions(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var path = open.Argument;
        if (Mix.Index(phone.Seed, Mix.OfText(Name), 2) == 0)
        {
            layout.AddClickable(
                ElementRole.IconButton, Action, phone.Say(Words.NewFolder), phone => NewFolderDialog.Show(phone, path), "plus");
        }
        else
        {
            layout.AddClickable(
                ElementRole.IconButton, Action, phone.Say(Words.More), phone => phone.Open(FolderMenuDialog.Id, path), "more");
        }
    }

    private static void AddRow(string path, PhoneFile file, RowList rows)
    {
        Change menu = phone => phone.Open(FileMenuDialog.Id, path);
        Change tap = file.IsFolder ? phone => phone.Open(PageNames.Folder, path) : menu;
        rows.Item(
            PhonePath.Name(path), file.IsFolder ? null : ByteSize.Text(file.Bytes), file.IsFolder ? "folder" : "file", tap, menu);
    }
}
