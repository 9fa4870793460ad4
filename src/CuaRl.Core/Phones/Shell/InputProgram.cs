using System.Globalization;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>input</c>: a finger and a keyboard.</summary>
internal static class InputProgram
{
    private const int Refused = 255;

    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        if (words is ["keyevent", "KEYCODE_UNKNOWN" or "0"])
        {
            return ShellOutput.Success;
        }

        if (Action(words) is not { } action)
        {
            return ShellOutput.Error("Usage: input tap X Y | swipe X1 Y1 X2 Y2 [MS] | text TEXT | keyevent KEY", Refused);
        }

        if (ScreenActionRules.Problem(action, PhoneScreen.Size) is { } problem)
        {
            return ShellOutput.Error($"Error: {problem}", Refused);
        }

        shell.Layout.LayOut(shell.Phone);
        shell.Phone = Gesture.After(shell.Phone, shell.Layout, action);
        return ShellOutput.Success;
    }

    private static ScreenAction? Action(ReadOnlySpan<string> words) => words switch
    {
        ["tap", var x, var y] when Point(x, y) is { } at => new ScreenAction.Tap(at),
        ["swipe", var x, var y, var toX, var toY, ..] when Point(x, y) is { } from && Point(toX, toY) is { } to =>
            new ScreenAction.Swipe(from, to, TimeSpan.Zero),
        ["text", var text] => new ScreenAction.TypeText(text.Replace("%s", " ", StringComparison.Ordinal)),
        ["keyevent", var key] => Key(key),
        _ => null,
    };

    private static ScreenPoint? Point(string x, string y) =>
        int.TryParse(x, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var column)
        && int.TryParse(y, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var row)
            ? new ScreenPoint(column, row)
            : null;

    private static ScreenAction? Key(string key) => key switch
    {
        "KEYCODE_HOME" or "3" => new ScreenAction.PressButton(DeviceButton.Home),
        "KEYCODE_BACK" or "4" => new ScreenAction.PressButton(DeviceButton.Back),
        "KEYCODE_VOLUME_UP" or "24" => new ScreenAction.PressButton(DeviceButton.VolumeUp),
        "KEYCODE_VOLUME_DOWN" or "25" => new ScreenAction.PressButton(DeviceButton.VolumeDown),
        "KEYCODE_POWER" or "26" => new ScreenAction.PressButton(DeviceButton.Power),
        "KEYCODE_APP_SWITCH" or "187" => new ScreenAction.PressButton(DeviceButton.AppSwitch),
        "KEYCODE_ENTER" or "66" => new ScreenAction.PressKeys(["enter"]),
        "KEYCODE_DEL" or "67" => new ScreenAction.PressKeys(["backspace"]),
        _ => null,
    };
}
