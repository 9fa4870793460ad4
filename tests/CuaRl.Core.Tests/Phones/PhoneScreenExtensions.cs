using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Tests.Phones;

/// <summary>A test's fingers and eyes.</summary>
internal static class PhoneScreenExtensions
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(300);

    public static ScreenElement? See(this Phone phone, string text) => phone.Screen.Elements.LastOrDefault(element => element.Text == text);

    public static ScreenElement? See(this Phone phone, Word word) =>
        phone.Screen.Elements.LastOrDefault(element => word.IsSaidBy(element.Text));

    public static ScreenElement? See(this Phone phone, ElementRole role) =>
        phone.Screen.Elements.LastOrDefault(element => element.Role == role);

    /// <summary>The texts of one role, from top to bottom.</summary>
    public static string[] Texts(this Phone phone, ElementRole role) =>
        [.. phone.Screen.Elements.Where(element => element.Role == role).Select(element => element.Text)];

    public static Phone Tap(this Phone phone, ScreenElement? element)
    {
        Assert.NotNull(element);
        return phone.Do(new ScreenAction.Tap(element.Bounds.Center));
    }

    public static Phone Tap(this Phone phone, string text) => phone.Tap(phone.See(text));

    /// <summary>Taps what says it, scrolled into view.</summary>
    public static Phone Tap(this Phone phone, Word word)
    {
        for (var i = 0; i < 3 && phone.See(word) is null; i++)
        {
            phone.Do(new ScreenAction.Scroll(new ScreenPoint(180, 300), 0, 300));
        }

        return phone.Tap(phone.See(word));
    }

    public static Phone Hold(this Phone phone, ScreenElement? element)
    {
        Assert.NotNull(element);
        return phone.Do(new ScreenAction.LongPress(element.Bounds.Center, TimeSpan.FromSeconds(1)));
    }

    public static Phone Swipe(this Phone phone, int fromX, int fromY, int toX, int toY) =>
        phone.Do(new ScreenAction.Swipe(new ScreenPoint(fromX, fromY), new ScreenPoint(toX, toY), Quick));

    public static Phone Press(this Phone phone, DeviceButton button) => phone.Do(new ScreenAction.PressButton(button));

    public static Phone Type(this Phone phone, string text, bool isSubmitted = false) =>
        phone.Do(new ScreenAction.TypeText(text, false, isSubmitted));

    public static Phone Open(this Phone phone, string package)
    {
        Assert.Null(phone.OpenApp(package));
        return phone;
    }

    public static Phone Do(this Phone phone, ScreenAction action)
    {
        Assert.Null(phone.Act(action));
        return phone;
    }

    public static bool Is(this ScreenElement? element, ElementState state) => element?.State.HasFlag(state) ?? false;

    /// <summary>What the shell says, without its last line end.</summary>
    public static string Ask(this Phone phone, string command) => phone.Run(command).Output.TrimEnd('\n');
}
