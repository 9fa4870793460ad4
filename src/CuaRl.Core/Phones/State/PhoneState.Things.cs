namespace CuaRl.Core.Phones.State;

internal sealed partial record PhoneState
{
    private const int MostNotifications = 24;

    public PhoneApp? FindApp(string package)
    {
        foreach (var app in Apps)
        {
            if (app.Package == package)
            {
                return app;
            }
        }

        return null;
    }

    public PhoneState WithApp(PhoneApp app) => FindApp(app.Package) is { } old
        ? this with { Apps = Apps.Replace(old, app) }
        : this with { Apps = Apps.Add(app) };

    /// <summary>The app goes, and with it its icon, its pages and its notifications.</summary>
    public PhoneState WithoutApp(string package) => FindApp(package) is not { } app ? this : End(package) with
    {
        Apps = Apps.Remove(app),
        Home = [.. Home.Select(page => page.Remove(package))],
        Notifications = Notifications.RemoveAll(notification => notification.Package == package),
    };

    /// <summary>A notification that is the newest; the oldest ones give way.</summary>
    public PhoneState Notify(string package, string title, string text)
    {
        var all = Notifications.Insert(0, new PhoneNotification(NextNotification, package, title, text));
        return this with
        {
            NextNotification = NextNotification + 1,
            Notifications = all.Length > MostNotifications ? all[..MostNotifications] : all,
        };
    }

    public PhoneState WithoutNotification(int id) =>
        this with { Notifications = Notifications.RemoveAll(notification => notification.Id == id) };

    /// <summary>The file, and the folders on the way to it.</summary>
    public PhoneState WithFile(string path, PhoneFile file)
    {
        var files = Files;
        for (var folder = PhonePath.Parent(path); folder is not null && !files.ContainsKey(folder); folder = PhonePath.Parent(folder))
        {
            files = files.Add(folder, PhoneFile.Folder);
        }

        return this with { Files = files.SetItem(path, file) };
    }

    /// <summary>The file, or the folder with all that is in it, goes.</summary>
    public PhoneState WithoutFile(string path) => this with
    {
        Files = Files.RemoveRange(Files.Keys.Where(other => other == path || PhonePath.IsIn(other, path))),
    };
}
