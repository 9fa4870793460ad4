namespace CuaRl.Core.Devices.Formats;

/// <summary>
/// What formats mean by the directions and signs of scrolling. <see cref="ScreenAction.Scroll"/> is positive for what reveals
/// the right and the lower part; they do not agree with it, nor with each other.
/// </summary>
/// <param name="Right">The sign of the horizontal distance for <c>right</c>, or for a positive number.</param>
/// <param name="Down">The sign of the vertical distance for <c>down</c>, or for a positive number.</param>
internal readonly record struct ScrollSign(int Right, int Down)
{
    /// <summary>
    /// cua_rl hands its words to GBox, where they say which way the content moves: <c>up</c> reveals what is below.
    /// </summary>
    public static readonly ScrollSign GBoxWords = new(Right: -1, Down: -1);

    /// <summary>Positive numbers reveal the right and the lower part.</summary>
    public static readonly ScrollSign OpenAiNumbers = new(Right: 1, Down: 1);

    /// <summary>The words say which way the wheel goes: <c>down</c> reveals what is below.</summary>
    public static readonly ScrollSign AnthropicWords = new(Right: 1, Down: 1);

    /// <summary>As in PyAutoGUI a positive number is up when scrolling, and right when scrolling sideways.</summary>
    public static readonly ScrollSign QwenNumbers = new(Right: 1, Down: -1);

    /// <summary>One step in a direction.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public (int X, int Y) Of(string member, string direction) => direction switch
    {
        "up" => (0, -Down),
        "down" => (0, Down),
        "left" => (-Right, 0),
        "right" => (Right, 0),
        _ => throw new FormatException($"{member}: '{direction}' is no direction; there are up, down, left, right"),
    };

    /// <summary>The word for a distance along one axis, and how far; null for one along both.</summary>
    public (string Direction, int Distance)? Word(int x, int y) => (x, y) switch
    {
        (0, _) => (int.Sign(y) == Down ? "down" : "up", Math.Abs(y)),
        (_, 0) => (int.Sign(x) == Right ? "right" : "left", Math.Abs(x)),
        _ => null,
    };
}
