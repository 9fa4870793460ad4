using System.Collections.Immutable;
using CuaRl.Core.Phones.Wording;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Phones.State;

/// <summary>A phone as its seed makes it, on its home screen, without a task.</summary>
internal static class NewPhone
{
    private static readonly (string Package, string Title, string Text)[] Messages =
    [
        (AppCatalog.Messages, "Ada", "Are you coming on Friday?"),
        (AppCatalog.Instagram, "New follower", "lena_paints follows you now"),
        (AppCatalog.Facebook, "3 events this week", "See what is on near you"),
        (AppCatalog.Calendar, "Dentist", "Tomorrow, 9:30"),
        (AppCatalog.Dialer, "Missed call", "From 555 0142"),
        (AppCatalog.Chrome, "Offers nearby", "From news.example"),
        (AppCatalog.Clock, "Alarm missed", "6:45"),
        (AppCatalog.Gallery, "A year ago", "Look back at 12 pictures"),
    ];

    public static PhoneState Make(ulong seed)
    {
        var random = new SeededGenerator(seed);
        var apps = Apps(random);
        var notifications = Notifications(random);
        return new PhoneState
        {
            Seed = seed,
            Settings = Settings(random),
            Apps = apps,
            Home = Home(random),
            Files = Files(random),
            Notifications = notifications,
            NextNotification = notifications.Length + 1,
            Tasks = [new AppTask(AppCatalog.Launcher, [new OpenPage(PageNames.Home)])],
            Clock = random.NextIndex(24 * 60) * 60_000L,
            Battery = 20 + random.NextIndex(81),
        };
    }

    /// <summary>No task names the size of Instagram, so that it can be another one on each phone.</summary>
    private static ImmutableArray<PhoneApp> Apps(SeededGenerator random)
    {
        var (data, cache) = (1_000 + random.NextIndex(4_000), 100 + random.NextIndex(900));
        var mayUseFiles = random.NextUnit() < 0.5;
        return
        [
            .. AppCatalog.All.Select(app => app.Package switch
            {
                AppCatalog.Instagram => app with { DataBytes = 10_000L * data, CacheBytes = 10_000L * cache },
                AppCatalog.Chrome => app with { MayUseFiles = mayUseFiles },
                _ => app,
            }),
        ];
    }

    private static ImmutableSortedDictionary<string, string> Settings(SeededGenerator random)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Toggle(PhoneSetting.Wifi, 0.8);
        Toggle(PhoneSetting.SavedWifi, 0);
        Toggle(PhoneSetting.Airplane, 0);
        Toggle(PhoneSetting.Bluetooth, 0.5);
        Toggle(PhoneSetting.Quiet, 0.2);
        Toggle(PhoneSetting.AutoTime, 0.7);
        Toggle(PhoneSetting.AutoZone, 0.7);
        Toggle(PhoneSetting.BatterySaver, 0.3);
        Toggle(PhoneSetting.Adaptive, 0.3);
        Toggle(PhoneSetting.AutoRotate, 0.5);
        Toggle(PhoneSetting.HourFormat, 0.5);
        Toggle(PhoneSetting.DarkTheme, 0.5);
        Number(PhoneSetting.Brightness, 20 + random.NextIndex(216));
        Number(PhoneSetting.Timeout, TimeoutWords.All[random.NextIndex(TimeoutWords.All.Length)].Milliseconds);
        Number(PhoneSetting.MediaVolume, random.NextIndex(16));
        Number(PhoneSetting.RingVolume, random.NextIndex(16));
        Number(PhoneSetting.AlarmVolume, 1 + random.NextIndex(15));
        return settings.ToImmutable();

        void Toggle(PhoneSetting setting, double chance) =>
            settings[setting.Name] = random.NextUnit() < chance ? setting.On : setting.Off;

        void Number(PhoneSetting setting, int value) => settings[setting.Name] = $"{value}";
    }

    /// <summary>Two pages; what is on neither is in the drawer only.</summary>
    private static ImmutableArray<ImmutableArray<string>> Home(SeededGenerator random)
    {
        string[] icons = [.. AppCatalog.All.Where(app => app.HasIcon).Select(app => app.Package)];
        Shuffle(icons, random);
        var first = 4 + random.NextIndex(5);
        var second = 2 + random.NextIndex(3);
        return [[.. icons[..first]], [.. icons[first..(first + second)]]];
    }

    private static ImmutableSortedDictionary<string, PhoneFile> Files(SeededGenerator random)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, PhoneFile>(StringComparer.Ordinal);
        foreach (var folder in new[]
        {
            "/", "/data", "/storage", "/storage/emulated", PhonePath.Storage, PhonePath.Downloads, PhonePath.Pictures, PhonePath.Camera,
            PhonePath.Join(PhonePath.Storage, "Documents"), PhonePath.Join(PhonePath.Storage, "Music"),
        })
        {
            files[folder] = PhoneFile.Folder;
        }

        foreach (var (name, size) in new[] { ("tickets.pdf", 182_400), ("menu.pdf", 96_210), ("invoice-0317.pdf", 51_870) })
        {
            if (random.NextUnit() < 0.5)
            {
                files[PhonePath.Join(PhonePath.Downloads, name)] = new PhoneFile(false, size);
            }
        }

        files[PhonePath.Join(PhonePath.Pictures, "beach.jpg")] = new PhoneFile(false, 2_310_000);
        return files.ToImmutable();
    }

    private static ImmutableArray<PhoneNotification> Notifications(SeededGenerator random)
    {
        var messages = Messages.ToArray();
        Shuffle(messages, random);
        var count = 1 + random.NextIndex(5);
        return [.. messages.Take(count).Select((message, i) =>
            new PhoneNotification(count - i, message.Package, message.Title, message.Text))];
    }

    private static void Shuffle<T>(T[] items, SeededGenerator random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = random.NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
