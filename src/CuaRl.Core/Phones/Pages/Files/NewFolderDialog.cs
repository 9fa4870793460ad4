using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Files;

/// <summary>What a new folder shall be called; where it shall be is the argument.</summary>
internal sealed class NewFolderDialog() : DialogPage(Id)
{
    public const string Id = "files.folder.new";

    private const int LongestName = 255;

    public static PhoneState Show(PhoneState phone, string path) => phone.Open(new OpenPage(Id, path, IsTyping: true));

    public override PhoneState Submit(PhoneState phone)
    {
        var (folder, name) = (phone.Top.Argument, phone.Top.Text.Trim());
        if (name is "" or "." or ".." || name.Length > LongestName || name.Contains('/'))
        {
            return phone with { Toast = "This is no name for a folder" };
        }

        var path = PhonePath.Join(folder, name);
        return phone.Files.ContainsKey(path)
            ? phone with { Toast = $"{name} exists already" }
            : phone.Close().WithFile(path, PhoneFile.Folder);
    }

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.NewFolder);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows) => rows.Field(phone.Say(Words.FolderName), open);

    protected override Row[] Buttons(PhoneState phone, OpenPage open) =>
        [Button(phone, Words.Cancel, static phone => phone.Close()), Button(phone, Words.Ok, Submit, isMain: true)];
}
