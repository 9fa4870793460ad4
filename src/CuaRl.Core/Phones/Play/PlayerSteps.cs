using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Play;

/// <summary>The parts that plans are made of.</summary>
internal static class PlayerSteps
{
    /// <summary>Pulls the shade down, once more for the quick settings.</summary>
    public static PlayerStep PullShade { get; } = static _ => ScreenReading.Swipe(4, 400, isDone: true);

    /// <summary>Opens an app, from the drawer if the home screen does not show it.</summary>
    public static PlayerStep OpenApp(string label) => screen =>
        screen.Find(element => element.Role == ElementRole.AppIcon && element.Text == label) is { } icon ? ScreenReading.Tap(icon)
        : screen.Find(element => element.Role == ElementRole.TextField) is null ? ScreenReading.Swipe(600, 200, isDone: false)
        : screen.Scroll($"the app {label}");

    /// <summary>Taps what says that, wherever on the page it is.</summary>
    public static PlayerStep Tap(Word word) => screen =>
        screen.Find(word) is { } element ? ScreenReading.Tap(element) : screen.Scroll(word.Ways[0]);

    /// <summary>Taps the row with that text, wherever on the page it is.</summary>
    public static PlayerStep TapRow(string text) => screen =>
        screen.Find(element => element.Role == ElementRole.Row && element.Text == text) is { } row
            ? ScreenReading.Tap(row)
            : screen.Scroll(text);

    /// <summary>Taps what says that, behind a menu if it is not on the page.</summary>
    public static PlayerStep TapOrIn(Word word, Word menu) => screen =>
        screen.Find(word) is { } element ? ScreenReading.Tap(element)
        : screen.Find(menu) is { } button ? ScreenReading.Tap(button, isDone: false)
        : screen.Scroll(word.Ways[0]);

    /// <summary>Taps what says that if it is there.</summary>
    public static PlayerStep TapIfThere(Word word) => screen =>
        screen.Find(word) is { } element ? ScreenReading.Tap(element) : StepResult.Nothing;

    /// <summary>Brings a switch or tile to where it shall be.</summary>
    public static PlayerStep Switch(Word word, bool isOn) => screen =>
        screen.Find(word) is not { } element ? screen.Scroll(word.Ways[0])
        : element.State.HasFlag(ElementState.Checked) == isOn ? StepResult.Nothing
        : ScreenReading.Tap(element);

    /// <summary>Brings a slider to a level of 0 to 1.</summary>
    public static PlayerStep SlideTo(Word word, double level) => screen =>
        screen.Find(word) is not { } element ? screen.Scroll(word.Ways[0]) : new StepResult(
            new PlayerMove.Act(new ScreenAction.Tap(SliderTrack.PointOf(element, level))), true);

    /// <summary>Gives the page's field the focus.</summary>
    public static PlayerStep TapField { get; } = static screen =>
        screen.Find(element => element.Role == ElementRole.TextField) is { } field ? ScreenReading.Tap(field) : screen.Scroll("a field");

    public static PlayerStep Type(string text, bool isSubmitted) =>
        _ => new StepResult(new PlayerMove.Act(new ScreenAction.TypeText(text, false, isSubmitted)), true);

    /// <summary>Notes the small print of what says that.</summary>
    public static PlayerStep Read(Word word) => screen =>
    {
        if (screen.See(word)?.Detail is not { } detail)
        {
            return screen.Scroll(word.Ways[0]);
        }

        screen.Note = detail;
        return StepResult.Nothing;
    };
}
