using System.Collections.Immutable;

namespace CuaRl.Core.Phones.State;

internal sealed partial record PhoneState
{
    /// <summary>The longest text that a field takes.</summary>
    private const int LongestText = 2_000;

    /// <summary>The most pages of one app; beyond them the earliest but for the first is forgotten.</summary>
    private const int MostPages = 32;

    /// <summary>The package in front.</summary>
    public string Front => Tasks[0].Package;

    /// <summary>What takes the actions: the shade when it is down, else the page on top of the app in front.</summary>
    public OpenPage Top => Shade ?? Tasks[0].Pages[^1];

    public PhoneState WithTop(OpenPage page)
    {
        if (Shade is not null)
        {
            return this with { Shade = page };
        }

        var task = Tasks[0];
        return WithFront(task with { Pages = task.Pages.SetItem(task.Pages.Length - 1, page) });
    }

    /// <summary>Another page on top.</summary>
    public PhoneState Open(OpenPage page)
    {
        var task = Tasks[0];
        var pages = task.Pages.Length < MostPages ? task.Pages : task.Pages.RemoveAt(1);
        return (this with { Shade = null }).WithFront(task with { Pages = pages.Add(page) });
    }

    public PhoneState Open(string page, string argument = "") => Open(new OpenPage(page, argument));

    /// <summary>The page on top goes; an app whose last page goes leaves the front.</summary>
    public PhoneState Close()
    {
        if (Shade is not null)
        {
            return this with { Shade = null };
        }

        var task = Tasks[0];
        return task.Pages.Length > 1 ? WithFront(task with { Pages = task.Pages[..^1] })
            : task.Package == AppCatalog.Launcher ? this
            : GoHome();
    }

    public PhoneState GoHome() => ToFront(new AppTask(AppCatalog.Launcher, [new OpenPage(PageNames.Home)]));

    public PhoneState GoToRecents() => Top.Page == PageNames.Recents
        ? this
        : ToFront(new AppTask(AppCatalog.Launcher, [new OpenPage(PageNames.Home), new OpenPage(PageNames.Recents)]));

    /// <summary>An app comes to the front as it was left, or with its first page.</summary>
    public PhoneState Launch(string package)
    {
        foreach (var task in Tasks)
        {
            if (task.Package == package)
            {
                return ToFront(task);
            }
        }

        return ToFront(new AppTask(package, [AppCatalog.FirstPage(package)]));
    }

    /// <summary>An app comes to the front with one page on its first.</summary>
    public PhoneState Launch(string package, OpenPage page) =>
        ToFront(new AppTask(package, [AppCatalog.FirstPage(package), page]));

    /// <summary>An app is in use no more.</summary>
    public PhoneState End(string package)
    {
        var left = Tasks.RemoveAll(task => task.Package == package);
        return Front == package ? (this with { Tasks = left }).GoHome() : this with { Tasks = left };
    }

    public PhoneState StartTyping(string text) => WithTop(Top with { IsTyping = true, Text = text, Keyboard = KeyboardPage.Letters });

    public PhoneState Typed(string text) =>
        WithTop(Top with { Text = text.Length > LongestText ? text[..LongestText] : text });

    public PhoneState Scrolled(int scroll) => scroll == Top.Scroll ? this : WithTop(Top with { Scroll = scroll });

    private PhoneState ToFront(AppTask task) => this with
    {
        Shade = null,
        Tasks = Tasks.RemoveAll(other => other.Package == task.Package).Insert(0, task),
    };

    private PhoneState WithFront(AppTask task) => this with { Tasks = Tasks.SetItem(0, task) };
}
