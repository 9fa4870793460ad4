using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneVariationTests
{
    private const int Seeds = 200;

    [Fact]
    public void Words_OfAllPhones_AreSaidInThreeWaysThatNoTwoShare()
    {
        var words = typeof(Words).GetFields().Select(field => (Word)field.GetValue(null)!)
            .Concat(TimeoutWords.All.Select(choice => choice.Word)).ToArray();

        Assert.All(words, word => Assert.Equal(3, word.Ways.Length));
        Assert.Empty(words.SelectMany(word => word.Ways.ToArray()).GroupBy(way => way).Where(ways => ways.Count() > 1).Select(ways => ways.Key));
    }

    [Fact]
    public void Screens_OverTheSeeds_DifferInEveryWayThatAPolicyMustReadThrough()
    {
        var (themes, wifi, orders, home, counts) = (new HashSet<PhoneTheme>(), new HashSet<string>(), new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var phone = Phone.Start(seed);
            themes.Add(phone.Screen.Theme);
            home.Add(string.Join(' ', phone.Texts(ElementRole.AppIcon)));
            counts.Add(phone.Ask("dumpsys notification | grep -c NotificationRecord"));
            phone.Open("com.android.settings");
            orders.Add(string.Join(' ', phone.Texts(ElementRole.Row)));
            phone.Tap(Words.Network);
            wifi.Add(phone.See(Words.Wifi)!.Text);
        }

        Assert.Equal(16, themes.Count);
        Assert.Equal(3, wifi.Count);
        Assert.True(orders.Count > Seeds * 0.95, $"{orders.Count} orders of the settings");
        Assert.True(home.Count > Seeds * 0.95, $"{home.Count} home screens");
        Assert.Equal(["1", "2", "3", "4", "5"], counts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_OverTheSeeds_BeginWithEveryValue()
    {
        foreach (var (key, least) in new[]
        {
            ("global wifi_on", 2), ("global bluetooth_on", 2), ("global zen_mode", 2), ("global auto_time", 2),
            ("system screen_off_timeout", 7), ("system screen_brightness", 50), ("secure ui_night_mode", 2),
        })
        {
            var values = Enumerable.Range(0, Seeds).Select(seed => Phone.Start((ulong)seed).Ask($"settings get {key}")).Distinct();
            Assert.True(values.Count() >= least, $"{key} has too few values");
        }
    }

    [Fact]
    public void Facts_ThatTasksName_AreTheSameOnEveryPhone()
    {
        var task = PhoneTask.Of(DemoTasks.Find("train_04_check_brightness")!);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var phone = Phone.Start(seed, task).Open("com.android.settings").Tap(Words.Display);
            Assert.Equal("83%", phone.See(Words.Brightness)?.Detail);
            Assert.Equal("212", phone.Ask("settings get system screen_brightness"));
            Assert.Equal("73.73KB", phone.State.FindApp("ai.gbox.keyboard")!.TotalSize());
            Assert.Equal("51.54MB", phone.State.FindApp("com.android.chrome")!.TotalSize());
        }
    }
}
