using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Chrome;

/// <summary>All of the web that the phone reaches; nothing of it is outside the phone.</summary>
internal static class WebPages
{
    public const string Gbox = "gbox.ai";
    public const string Logo = "gbox.ai/logo.svg";

    private const string SearchPrefix = "search: ";

    /// <summary>What a typed text leads to: an address, or a search for it.</summary>
    public static string Address(string typed)
    {
        var text = typed.Trim();
        foreach (var prefix in new[] { "https://", "http://", "www." })
        {
            text = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
        }

        return text.Length == 0 ? "" : text.Contains('.') && !text.Contains(' ')
            ? text.TrimEnd('/').ToLowerInvariant()
            : SearchPrefix + text;
    }

    public static void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        if (open.IsTyping)
        {
            AddSuggestions(open, rows);
            return;
        }

        if (open.Argument.Length > 0 && phone.IsOn(PhoneSetting.Airplane))
        {
            rows.Heading(phone.Say(Words.Offline));
            return;
        }

        switch (open.Argument)
        {
            case "":
                rows.Heading("Chrome");
                rows.Link("news.example", static phone => BrowserPage.Visit(phone, "news.example"));
                rows.Link("weather.example", static phone => BrowserPage.Visit(phone, "weather.example"));
                break;
            case Gbox:
                AddGbox(phone, rows);
                break;
            case Logo:
                AddLogo(phone, rows);
                break;
            case "news.example" or "weather.example":
                rows.Heading(open.Argument);
                rows.Text("Nothing happened today, and the sun shines.", 120);
                break;
            case var search when search.StartsWith(SearchPrefix, StringComparison.Ordinal):
                AddResults(search[SearchPrefix.Length..], rows);
                break;
            default:
                rows.Heading(phone.Say(Words.Unreachable));
                rows.Text(open.Argument);
                break;
        }
    }

    private static void AddSuggestions(OpenPage open, RowList rows)
    {
        if (Address(open.Text) is { Length: > 0 } address)
        {
            rows.Item(address, null, "search", phone => BrowserPage.Visit(phone, address));
        }
    }

    private static void AddGbox(PhoneState phone, RowList rows)
    {
        AddLogo(phone, rows);
        rows.Link(phone.Say(Words.DownloadLogo), static phone => Downloads.StartLogo(phone));
        rows.Text("Sandboxes in which agents use computers and phones.", 170);
        rows.Text("One API for Android, Linux and browsers.", 170);
        rows.Link("docs.gbox.ai", static phone => BrowserPage.Visit(phone, "docs.gbox.ai"));
        rows.Text("(c) GBOX", 60);
        rows.Shuffle(phone.Seed);
    }

    private static void AddLogo(PhoneState phone, RowList rows) => rows.Add(new Row(ElementRole.Image, phone.Say(Words.Logo), 160)
    {
        Id = Words.Logo.Id, Hold = static phone => phone.Open(ImageMenuDialog.Id),
    });

    private static void AddResults(string search, RowList rows)
    {
        rows.Heading(search);
        if (search.Contains("gbox", StringComparison.OrdinalIgnoreCase))
        {
            rows.Link(Gbox, static phone => BrowserPage.Visit(phone, Gbox));
        }

        rows.Link("news.example", static phone => BrowserPage.Visit(phone, "news.example"));
    }
}
