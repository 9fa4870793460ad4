using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>One app: what it takes and may do, and how to be rid of it.</summary>
internal sealed class AppInfoPage() : ListPage(PageNames.AppInfo)
{
    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.AppInfo);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        if (phone.FindApp(open.Argument) is not { } app)
        {
            rows.Text("This app is not installed.");
            return;
        }

        var package = app.Package;
        rows.Item(app.Label, app.IsSystem ? "Came with this phone" : "Installed from a store", AppCatalog.IconOf(app), null);
        rows.Button(Words.Open, phone => phone.Launch(package));
        if (app.IsSystem)
        {
            rows.Button(Words.Disable, static phone => phone, isDisabled: true);
        }
        else
        {
            rows.Button(Words.Uninstall, phone => phone.Open(PageNames.Uninstall, package));
        }

        rows.Button(Words.ForceStop, phone => phone.End(package));
        var from = rows.All.Length;
        rows.Leads(Words.AppStorage, null, "storage", phone => phone.Open(AppStoragePage.Id, package));
        rows.Item("Permissions", app.MayUseFiles ? "Files" : "None granted", "lock", null);
        rows.Item("Mobile data", "None used", "mobile-data", null);
        rows.Shuffle(phone.Seed, from);
    }
}
