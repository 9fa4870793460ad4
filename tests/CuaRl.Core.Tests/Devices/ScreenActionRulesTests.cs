using CuaRl.Core.Devices;

namespace CuaRl.Core.Tests.Devices;

public sealed class ScreenActionRulesTests
{
    private static readonly ScreenSize Size = new(360, 720);

    private static readonly ScreenPoint Inside = new(0, 719);

    public static TheoryData<ScreenAction, string> Bad => new()
    {
        { new ScreenAction.Tap(new(-1, 5)), "the point (-1, 5) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Tap(new(360, 5)), "the point (360, 5) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Click(new(5, 720)), "the point (5, 720) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Click(Inside, (PointerButton)9), "there is no button '9'" },
        { new ScreenAction.DoubleTap(new(5, int.MinValue)), "the point (5, -2147483648) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Move(new(999, 0)), "the point (999, 0) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.LongPress(Inside, TimeSpan.FromSeconds(-1)), "a duration must be 0 to 3600 seconds, not -1" },
        { new ScreenAction.Swipe(Inside, new(0, 800), default), "the point (0, 800) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Swipe(Inside, Inside, TimeSpan.MaxValue), "a duration must be 0 to 3600 seconds, not 922337203685.478" },
        { new ScreenAction.Drag([Inside]), "a drag must have 2 to 1000 points" },
        { new ScreenAction.Drag(default), "a drag must have 2 to 1000 points" },
        { new ScreenAction.Drag([Inside, new(1, -1)]), "the point (1, -1) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.Scroll(new(0, 720), 0, 5), "the point (0, 720) is off the screen, which has 360 by 720 pixels" },
        { new ScreenAction.TypeText("a\nb"), "text must hold no control character such as U+000A; the enter key is an action of its own" },
        { new ScreenAction.TypeText("\u0085"), "text must hold no control character such as U+0085; the enter key is an action of its own" },
        { new ScreenAction.TypeText(new string('a', 4_001)), "text must be at most 4000 characters" },
        { new ScreenAction.PressKeys([]), "1 to 8 keys must be pressed together" },
        { new ScreenAction.PressKeys(["warp"]), "there is no key 'warp'; keys are named such as a, 7, enter, backspace, escape, control, arrowdown, f5" },
        { new ScreenAction.PressKeys(["control", "S"]), "there is no key 'S'; keys are named such as a, 7, enter, backspace, escape, control, arrowdown, f5" },
        { new ScreenAction.PressButton((DeviceButton)77), "there is no button '77'" },
        { new ScreenAction.Wait(TimeSpan.FromMilliseconds(-1)), "a duration must be 0 to 3600 seconds, not -0.001" },
    };

    public static TheoryData<ScreenAction> Good =>
    [
        new ScreenAction.Tap(new(0, 0)),
        new ScreenAction.Tap(new(359, 719)),
        new ScreenAction.Click(Inside, PointerButton.Right),
        new ScreenAction.LongPress(Inside, TimeSpan.Zero),
        new ScreenAction.Drag([Inside, Inside]),
        new ScreenAction.Scroll(Inside, int.MinValue, int.MaxValue),
        new ScreenAction.TypeText(""),
        new ScreenAction.TypeText("Grüße, 世界"),
        new ScreenAction.PressKeys(["control", "shift", "a"]),
        new ScreenAction.PressKeys(["/"]),
        new ScreenAction.PressButton(DeviceButton.Menu),
        new ScreenAction.Wait(TimeSpan.FromHours(1)),
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Problem_OfWhatNoDeviceCarriesOut_SaysWhy(ScreenAction action, string problem) =>
        Assert.Equal(problem, ScreenActionRules.Problem(action, Size));

    [Theory]
    [MemberData(nameof(Good))]
    public void Problem_OfWhatADeviceCarriesOut_IsNone(ScreenAction action) =>
        Assert.Null(ScreenActionRules.Problem(action, Size));
}
