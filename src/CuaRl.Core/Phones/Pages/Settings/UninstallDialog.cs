using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>Whether an app shall really go.</summary>
internal sealed class UninstallDialog() : DialogPage(PageNames.Uninstall)
{
    protected override string Title(PhoneState phone, OpenPage open) => phone.FindApp(open.Argument)?.Label ?? open.Argument;

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows) => rows.Text(phone.Say(Words.AskUninstall), 56);

    protected override Row[] Buttons(PhoneState phone, OpenPage open) =>
    [
        Button(phone, Words.Cancel, static phone => phone.Close()),
        Button(phone, Words.Ok, static phone => Uninstalled(phone), isMain: true),
    ];

    private static PhoneState Uninstalled(PhoneState phone)
    {
        var package = phone.Top.Argument;
        var name = phone.FindApp(package)?.Label ?? package;
        phone = phone.Close();
        while (phone.Top.Argument == package && phone.Top.Page is PageNames.AppInfo or AppStoragePage.Id)
        {
            phone = phone.Close();
        }

        return phone.WithoutApp(package) with { Toast = $"{name}: uninstalled" };
    }
}
