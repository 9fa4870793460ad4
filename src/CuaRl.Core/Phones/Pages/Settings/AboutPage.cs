using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What phone this is.</summary>
internal sealed class AboutPage() : ListPage(Id)
{
    public const string Id = "settings.about";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.About);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Item("Model", PhoneProperties.Model, "phone", null);
        rows.Item("Android version", PhoneProperties.Release, "gear", null);
        rows.Item("Build number", PhoneProperties.Build, "info", null);
        rows.Shuffle(phone.Seed);
    }
}
