using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>When the phone may disturb.</summary>
internal sealed class NotificationsPage() : ListPage(Id)
{
    public const string Id = "settings.notifications";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Notifications);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Switch(PhoneSwitch.Quiet);
        rows.Item("Notification history", null, "clock", null);
        rows.Item("Conversations", "None has priority", "message", null);
        rows.Shuffle(phone.Seed);
    }
}
