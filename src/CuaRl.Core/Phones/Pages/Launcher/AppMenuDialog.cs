using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Launcher;

/// <summary>What there is to do with an icon that was held.</summary>
internal sealed class AppMenuDialog() : DialogPage(PageNames.AppMenu)
{
    protected override string Title(PhoneState phone, OpenPage open) => phone.FindApp(open.Argument)?.Label ?? open.Argument;

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        var package = open.Argument;
        rows.Leads(Words.AppInfo, null, "info", phone => phone.Close().Launch(AppCatalog.Settings, new OpenPage(PageNames.AppInfo, package)));
        if (phone.FindApp(package) is { IsSystem: false })
        {
            rows.Leads(Words.Uninstall, null, "delete", phone => phone.Close().Open(PageNames.Uninstall, package));
        }

        rows.Shuffle(phone.Seed);
    }
}
