using CuaRl.Core.Devices;

namespace CuaRl.Core.Tests.Devices;

public sealed class ScreenActionRulesTests
{
    private static readonly ScreenSize Screen = new(1080, 2400);
    private static readonly ScreenPoint Inside = new(1079, 2399);

    public static TheoryData<ScreenAction> Good => new()
    {
        new ScreenAction.Tap(new(0, 0)),
        new ScreenAction.Tap(Inside),
        new ScreenAction.LongPress(Inside, TimeSpan.FromSeconds(10)),
        new ScreenAction.Drag([new(0, 0), Inside]),
        new ScreenAction.Scroll(Inside, 0, -500),
        new ScreenAction.TypeText("Grüße, 世界 and \U0001F600"),
        new ScreenAction.TypeText(""),
        new ScreenAction.PressKeys(["control", "s"]),
        new ScreenAction.PressButton(DeviceButton.VolumeMute),
        new ScreenAction.Wait(TimeSpan.FromSeconds(60)),
    };

    public static TheoryData<ScreenAction, string> Bad => new()
    {
        { new ScreenAction.Tap(new(1080, 5)), "at: must lie on the screen of 1080 x 2400 pixels, not at (1080, 5)" },
        { new ScreenAction.Move(new(-1, 5)), "at: must lie on the screen of 1080 x 2400 pixels, not at (-1, 5)" },
        { new ScreenAction.Swipe(Inside, new(0, 2400), default), "to: must lie on the screen of 1080 x 2400 pixels, not at (0, 2400)" },
        { new ScreenAction.LongPress(Inside, TimeSpan.FromSeconds(10.5)), "duration: must be 0 to 10 s, not 10.5 s" },
        { new ScreenAction.Wait(TimeSpan.FromSeconds(-1)), "duration: must be 0 to 60 s, not -1 s" },
        { new ScreenAction.Drag(default), "path: must have 2 to 1000 points" },
        { new ScreenAction.TypeText("\0"), "text: must not hold U+0000 or half of a surrogate pair" },
        { new ScreenAction.TypeText("a\u007f"), "text: must not hold control characters; the enter key is an action of its own" },
        { new ScreenAction.TypeText("a\nb"), "text: must not hold control characters; the enter key is an action of its own" },
        { new ScreenAction.TypeText(new string('a', 10_001)), "text: must be at most 10000 characters" },
        { new ScreenAction.PressKeys(["warp"]), "keys: must be names of keys, such as a, 7, enter, backspace, escape, control, arrowDown, f5" },
        { new ScreenAction.PressKeys(["control", "S"]), "keys: must be names of keys, such as a, 7, enter, backspace, escape, control, arrowDown, f5" },
        { new ScreenAction.PressKeys([]), "keys: must be 1 to 8 keys" },
        { new ScreenAction.PressButton((DeviceButton)8), "button: must be one that devices have" },
        { new ScreenAction.Click(Inside, (PointerButton)3), "button: must be one that devices have" },
        { new ScreenAction.Scroll(Inside, 0, 100_001), "delta_y: must be -100000 to 100000, not 100001" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Problem_OfAnActionThatCanBeDone_IsNone(ScreenAction action) => Assert.Null(ScreenActionRules.Problem(action, Screen));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Problem_OfAnyOther_NamesTheFieldAndTheRule(ScreenAction action, string problem) =>
        Assert.Equal(problem, ScreenActionRules.Problem(action, Screen));
}
