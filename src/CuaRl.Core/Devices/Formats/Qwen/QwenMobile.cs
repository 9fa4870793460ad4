using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>What the actions of <c>mobile_use</c> mean.</summary>
internal static class QwenMobile
{
    /// <summary>GBox's default: the format tells no duration of a swipe.</summary>
    private static readonly TimeSpan UsualSwipe = TimeSpan.FromMilliseconds(500);

    private const double LongestPress = 60;
    private const double LongestWait = 300;

    /// <exception cref="FormatException">An argument is wrong.</exception>
    public static ParsedCall Understand(CallArguments arguments, ScreenView view) => arguments.Text(QwenFormat.Kind) switch
    {
        "terminate" => QwenFormat.Terminate(arguments),
        "answer" => new ParsedCall.Finish(IsSuccess: true, arguments.Text("text")),
        var action => new ParsedCall.Act([Action(action, arguments, view)]),
    };

    private static ScreenAction Action(string action, CallArguments arguments, ScreenView view) => action switch
    {
        "click" => new ScreenAction.Tap(arguments.Point("coordinate", view)),
        "long_press" => new ScreenAction.LongPress(
            arguments.Point("coordinate", view), arguments.Seconds("time", 0, LongestPress)),
        "swipe" => new ScreenAction.Swipe(
            arguments.Point("coordinate", view), arguments.Point("coordinate2", view), UsualSwipe),
        "type" => arguments.Typing("text"),
        "key" => AndroidKeys.Press("text", arguments.Text("text")),
        "system_button" => Button(arguments.Text("button")),
        "wait" => new ScreenAction.Wait(arguments.Seconds("time", 0, LongestWait)),
        "open" => throw new FormatException(
            "action: apps are not opened by name here; find the app on the screen and click it"),
        _ => throw new FormatException(
            $"action: there is no '{action}'; there are key, click, long_press, swipe, type, answer, system_button, wait, " +
            "terminate"),
    };

    /// <summary>What Qwen calls the menu shows the apps in use.</summary>
    private static ScreenAction Button(string button) => button switch
    {
        "Back" => new ScreenAction.PressButton(DeviceButton.Back),
        "Home" => new ScreenAction.PressButton(DeviceButton.Home),
        "Menu" => new ScreenAction.PressButton(DeviceButton.AppSwitch),
        "Enter" => new ScreenAction.PressKeys(["enter"]),
        _ => throw new FormatException($"button: there is no '{button}'; there are Back, Home, Menu, Enter"),
    };
}
