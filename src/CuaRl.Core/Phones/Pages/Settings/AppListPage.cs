using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>All apps that are installed, with what they take.</summary>
internal sealed class AppListPage() : ListPage(Id)
{
    public const string Id = "settings.apps";

    private const int Orders = 3;

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Apps);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        foreach (var app in Ordered(phone))
        {
            rows.Item(app.Label, null, AppCatalog.IconOf(app), phone => phone.Open(PageNames.AppInfo, app.Package));
        }
    }

    /// <summary>By name, from either end, or by when it was installed.</summary>
    private static IEnumerable<PhoneApp> Ordered(PhoneState phone) => Mix.Index(phone.Seed, Words.Apps.Id, Orders) switch
    {
        0 => phone.Apps.OrderBy(app => app.Label, StringComparer.Ordinal),
        1 => phone.Apps.OrderByDescending(app => app.Label, StringComparer.Ordinal),
        _ => phone.Apps,
    };
}
