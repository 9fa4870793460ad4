using System.Globalization;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>dumpsys</c>: how parts of the phone stand, in a few of Android's lines.</summary>
internal static class DumpsysProgram
{
    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        ["window", ..] => ShellOutput.Lines(Window(shell.Phone)),
        ["activity", ..] => ShellOutput.Lines(Activity(shell.Phone)),
        ["notification", ..] => ShellOutput.Lines(Notification(shell.Phone)),
        ["battery", ..] => ShellOutput.Lines(Battery(shell.Phone)),
        ["audio", ..] => ShellOutput.Lines(Audio(shell.Phone)),
        [var service, ..] => new ShellOutput(0, $"Can't find service: {service}\n"),
        _ => ShellOutput.Line("Currently running services:\n  activity\n  audio\n  battery\n  notification\n  window"),
    };

    private static string[] Window(PhoneState phone)
    {
        var activity = AppCatalog.Activity(phone.Front);
        var focus = phone.Shade is not null || phone.IsAsleep ? "NotificationShade" : activity;
        return
        [
            "WINDOW MANAGER WINDOWS (dumpsys window windows)",
            $"  mCurrentFocus=Window{{{Handle(focus)} u0 {focus}}}",
            $"  mFocusedApp=ActivityRecord{{{Handle(activity + "#")} u0 {activity} t{TaskId(phone)}}}",
        ];
    }

    private static string[] Activity(PhoneState phone)
    {
        var activity = AppCatalog.Activity(phone.Front);
        return
        [
            "ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)",
            $"    mResumedActivity: ActivityRecord{{{Handle(activity + "#")} u0 {activity} t{TaskId(phone)}}}",
        ];
    }

    private static IEnumerable<string> Notification(PhoneState phone) =>
        phone.Notifications
            .SelectMany(notification => (string[])
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"    NotificationRecord(0x{Handle(notification.Package + notification.Id)}: pkg={notification.Package} "
                    + $"user=UserHandle{{0}} id={notification.Id} tag=null importance=3 "
                    + $"key=0|{notification.Package}|{notification.Id}|null|10120)"),
                $"      android.title=String ({notification.Title})",
                $"      android.text=String ({notification.Text})",
            ])
            .Prepend("  Notification List:")
            .Prepend("Current Notification Manager state:");

    private static string[] Battery(PhoneState phone) =>
    [
        "Current Battery Service state:",
        "  AC powered: false",
        "  USB powered: false",
        "  status: 3",
        "  health: 2",
        "  present: true",
        $"  level: {phone.Battery}",
        "  scale: 100",
        "  temperature: 250",
        "  technology: Li-ion",
    ];

    private static string[] Audio(PhoneState phone) =>
    [
        "Stream volumes (device: index)",
        "- STREAM_RING:", $"   streamVolume:{phone.Number(PhoneSetting.RingVolume)}",
        "- STREAM_MUSIC:", $"   streamVolume:{phone.Number(PhoneSetting.MediaVolume)}",
        "- STREAM_ALARM:", $"   streamVolume:{phone.Number(PhoneSetting.AlarmVolume)}",
    ];

    private static string Handle(string of) => ((uint)Mix.OfText(of) & 0xFFFFFFF).ToString("x7", CultureInfo.InvariantCulture);

    private static int TaskId(PhoneState phone) => 10 + Mix.Index(Mix.OfText(phone.Front), 0, 90);
}
