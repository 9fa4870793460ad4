using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Chrome;

/// <summary>What there is to do with a picture that was held.</summary>
internal sealed class ImageMenuDialog() : DialogPage(Id)
{
    public const string Id = "chrome.image";

    protected override string Title(PhoneState phone, OpenPage open) => WebPages.Logo;

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Leads(Words.OpenImage, null, "image", static phone => BrowserPage.Visit(phone.Close(), WebPages.Logo));
        rows.Leads(Words.DownloadImage, null, "download", static phone => Downloads.StartLogo(phone.Close()));
        rows.Item("Copy link address", null, "globe", static phone => phone.Close());
        rows.Shuffle(phone.Seed);
    }
}
