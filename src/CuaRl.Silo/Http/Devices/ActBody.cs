using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>An action on a device, in pixels of its screen. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ActBody
{
    [Description("The token of the lease.")]
    public required long Token { get; init; }

    [Description(
        "'tap', 'click', 'double_tap', 'long_press', 'move', 'swipe', 'drag', 'scroll', 'type_text', 'press_keys', 'press_button' or "
        + "'wait'.")]
    public required string Type { get; init; }

    [Description("Where: of all but drag, type_text, press_keys, press_button and wait. A swipe begins there.")]
    public int? X { get; init; }

    public int? Y { get; init; }

    [Description("Where a swipe ends.")]
    public int? ToX { get; init; }

    public int? ToY { get; init; }

    [Description("The path of a drag as x, y, x, y ...: at least two points.")]
    public IReadOnlyList<int>? Path { get; init; }

    [Description("How far the wheel turns; positive distances reveal what is to the right and below.")]
    public int? DeltaX { get; init; }

    public int? DeltaY { get; init; }

    [Description("Of long_press, swipe (0.5 by default) and wait.")]
    public double? DurationSeconds { get; init; }

    [Description("What is typed.")]
    public string? Text { get; init; }

    [Description("Whether it takes the place of what is there.")]
    public bool? IsReplacing { get; init; }

    [Description("Whether the enter key follows.")]
    public bool? IsSubmitted { get; init; }

    [Description("Pressed together, by their names, such as control, s, enter, arrowDown, f5.")]
    public IReadOnlyList<string>? Keys { get; init; }

    [Description(
        "Of click 'left' (default), 'right' or 'middle'; of press_button 'back', 'home', 'app_switch', 'menu', 'power', 'volume_up', "
        + "'volume_down' or 'volume_mute'.")]
    public string? Button { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (long Token, DeviceAction Action) Read(JsonBody body)
    {
        var token = TokenBody.Of(body);
        var type = body.Text("type", _ => null);
        DeviceAction? action = type switch
        {
            "tap" => new DeviceAction.Tap { At = Point(body, "x", "y") },
            "click" => new DeviceAction.Click
            {
                At = Point(body, "x", "y"), Button = body.OptionalWord<DevicePointerButton>("button") ?? DevicePointerButton.Left,
            },
            "double_tap" => new DeviceAction.DoubleTap { At = Point(body, "x", "y") },
            "long_press" => new DeviceAction.LongPress { At = Point(body, "x", "y"), Duration = Duration(body, 1) },
            "move" => new DeviceAction.Move { At = Point(body, "x", "y") },
            "swipe" => new DeviceAction.Swipe
            {
                From = Point(body, "x", "y"), To = Point(body, "to_x", "to_y"), Duration = Duration(body, 0.5),
            },
            "drag" => new DeviceAction.Drag { Path = ReadPath(body) },
            "scroll" => new DeviceAction.Scroll
            {
                At = Point(body, "x", "y"), DeltaX = body.OptionalInt32("delta_x") ?? 0, DeltaY = body.OptionalInt32("delta_y") ?? 0,
            },
            "type_text" => new DeviceAction.TypeText
            {
                Text = body.Text("text", _ => null),
                IsReplacing = body.OptionalBoolean("is_replacing") ?? false,
                IsSubmitted = body.OptionalBoolean("is_submitted") ?? false,
            },
            "press_keys" => new DeviceAction.PressKeys { Keys = body.Texts("keys") },
            "press_button" => new DeviceAction.PressButton { Button = body.Word<DeviceKey>("button") },
            "wait" => new DeviceAction.Wait { Duration = Duration(body, 1) },
            _ => null,
        };
        if (action is null)
        {
            body.Reject("type", "Input must be an action that devices carry out");
        }

        body.ThrowIfInvalid();
        return (token, action!);
    }

    private static DevicePoint Point(JsonBody body, string x, string y) => new() { X = body.Int32(x), Y = body.Int32(y) };

    private static TimeSpan Duration(JsonBody body, double usual) => Seconds.Of(body, "duration_seconds") ?? TimeSpan.FromSeconds(usual);

    private static ImmutableArray<DevicePoint> ReadPath(JsonBody body)
    {
        var numbers = body.Int32s("path");
        if (numbers.Length % 2 != 0)
        {
            body.Reject("path", "Input must be pairs of x and y");
        }

        return [.. numbers.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new DevicePoint { X = pair[0], Y = pair[1] })];
    }
}
