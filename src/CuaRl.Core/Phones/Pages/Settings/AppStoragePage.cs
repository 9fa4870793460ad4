using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>What one app takes, in all and by kind.</summary>
internal sealed class AppStoragePage() : ListPage(Id)
{
    public const string Id = "settings.app.storage";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.AppStorage);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        if (phone.FindApp(open.Argument) is not { } app)
        {
            rows.Text("This app is not installed.");
            return;
        }

        rows.Heading(app.Label);
        rows.Fact(Words.AppSize, ByteSize.Text(app.CodeBytes));
        rows.Fact(Words.UserData, ByteSize.Text(app.DataBytes));
        rows.Fact(Words.Cache, ByteSize.Text(app.CacheBytes));
        rows.Fact(Words.Total, app.TotalSize());
        rows.Shuffle(phone.Seed, 1);
        rows.Button(Words.ClearCache, phone => phone.WithApp(app with { CacheBytes = 0 }), isDisabled: app.CacheBytes == 0);
    }
}
