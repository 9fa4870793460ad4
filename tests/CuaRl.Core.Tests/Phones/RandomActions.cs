using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Phones;

/// <summary>Actions as a policy that has learned nothing takes them; most are taps on what can be tapped.</summary>
internal static class RandomActions
{
    private static readonly string[] Texts = ["abc", "gbox.ai", "https://www.gbox.ai/", "news", "x y", "..", "a/b"];
    private static readonly string[] Keys = ["enter", "backspace", "escape", "a", "space", "pageDown", "arrowUp", "volumeUp"];

    public static ScreenAction Next(SeededGenerator random, PhoneScreen screen) => random.NextIndex(16) switch
    {
        < 8 => new ScreenAction.Tap(Target(random, screen)),
        8 => new ScreenAction.Tap(Point(random)),
        9 => new ScreenAction.LongPress(Target(random, screen), TimeSpan.FromSeconds(1)),
        10 => new ScreenAction.Swipe(Point(random), Point(random), TimeSpan.FromMilliseconds(300)),
        11 => new ScreenAction.Drag([Target(random, screen), Point(random)]),
        12 => new ScreenAction.Scroll(Point(random), random.NextIndex(400) - 200, random.NextIndex(2_000) - 1_000),
        13 => new ScreenAction.TypeText(Texts[random.NextIndex(Texts.Length)], random.NextIndex(2) == 0, random.NextIndex(2) == 0),
        14 => random.NextIndex(3) switch
        {
            0 => new ScreenAction.PressKeys([Keys[random.NextIndex(Keys.Length)]]),
            1 => new ScreenAction.DoubleTap(Target(random, screen)),
            _ => new ScreenAction.Wait(TimeSpan.FromSeconds(random.NextIndex(60))),
        },
        _ => new ScreenAction.PressButton((DeviceButton)random.NextIndex(Enum.GetValues<DeviceButton>().Length)),
    };

    private static ScreenPoint Target(SeededGenerator random, PhoneScreen screen)
    {
        var targets = screen.Elements.Where(element => element.State.HasFlag(ElementState.Clickable)).ToArray();
        return targets.Length == 0 ? Point(random) : targets[random.NextIndex(targets.Length)].Bounds.Center;
    }

    private static ScreenPoint Point(SeededGenerator random) =>
        new(random.NextIndex(PhoneScreen.Size.Width), random.NextIndex(PhoneScreen.Size.Height));
}
