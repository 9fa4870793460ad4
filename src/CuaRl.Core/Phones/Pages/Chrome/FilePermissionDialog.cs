using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Chrome;

/// <summary>Whether the browser may store files, asked by the phone before the first download.</summary>
internal sealed class FilePermissionDialog() : DialogPage(Id)
{
    public const string Id = "chrome.permission";

    protected override string Title(PhoneState phone, OpenPage open) => "Chrome";

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows) => rows.Text(phone.Say(Words.AskFiles), 60);

    protected override Row[] Buttons(PhoneState phone, OpenPage open) =>
    [
        Button(phone, Words.Deny, static phone => phone.Close()),
        Button(phone, Words.Allow, static phone => Downloads.FinishLogo(Allowed(phone.Close())), isMain: true),
    ];

    private static PhoneState Allowed(PhoneState phone) =>
        phone.FindApp(AppCatalog.Chrome) is { } chrome ? phone.WithApp(chrome with { MayUseFiles = true }) : phone;
}
