using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Shade;

/// <summary>The notification shade: four tiles, the notifications, and a way to be rid of them all.</summary>
internal sealed class NotificationShade() : Page(PageNames.Notifications)
{
    private const int Top = Frame.StatusHeight + Tiles.Height + 8;
    private const int CardHeight = 76;
    private const int Push = 60;

    public override void LayOut(PhoneState phone, OpenPage open, PhoneLayout layout)
    {
        var rows = layout.NewRows(phone);
        AddRows(phone, rows);
        layout.Add(rows.Height > Frame.NavigationTop - Top ? Frame.ScrollablePage : Frame.Page);
        Tiles.Place(phone, layout, Tiles.InRow);
        layout.PlaceRows(Top, Frame.NavigationTop, open.Scroll, 8, Frame.Width - 16);
    }

    public override PhoneState? Swiped(PhoneState phone, int dx, int dy, int maxScroll) =>
        Math.Abs(dx) > Math.Abs(dy) ? phone
        : dy >= Push && phone.Top.Scroll == 0 ? Buttons.PullShade(phone)
        : dy <= -Push && phone.Top.Scroll >= maxScroll ? phone.Close()
        : null;

    private static void AddRows(PhoneState phone, RowList rows)
    {
        if (phone.Notifications.IsEmpty)
        {
            rows.Text(phone.Say(Words.NoNotifications));
            return;
        }

        var isClearFirst = Mix.Index(phone.Seed, Words.ClearAll.Id, 4) == 0;
        if (isClearFirst)
        {
            AddClearAll(rows);
        }

        foreach (var notification in phone.Notifications)
        {
            var (id, package) = (notification.Id, notification.Package);
            rows.Add(new Row(ElementRole.Notification, notification.Title, CardHeight)
            {
                Detail = notification.Text, Icon = phone.FindApp(package) is { } app ? AppCatalog.IconOf(app) : null,
                Tap = phone => phone.WithoutNotification(id) is var next && phone.FindApp(package) is null ? next : next.Launch(package),
                Flick = phone => phone.WithoutNotification(id),
            });
        }

        if (!isClearFirst)
        {
            AddClearAll(rows);
        }
    }

    private static void AddClearAll(RowList rows) => rows.Button(
        Words.ClearAll, static phone => phone with { Notifications = [], Shade = null });
}
