using System.Collections.Immutable;

namespace CuaRl;

/// <summary>What is done to a device, in pixels of its screen. One of the records inside.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceAction")]
public abstract record DeviceAction
{
    private DeviceAction()
    {
    }

    /// <summary>A finger comes down and leaves.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Tap")]
    public sealed record Tap : DeviceAction
    {
        /// <summary>Where.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }
    }

    /// <summary>A button of the mouse is pressed and let go.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Click")]
    public sealed record Click : DeviceAction
    {
        /// <summary>Where.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }

        /// <summary>Which; the left one by default.</summary>
        [Id(1)]
        public DevicePointerButton Button { get; init; }
    }

    /// <summary>Two taps, or clicks of the left button, in quick succession.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.DoubleTap")]
    public sealed record DoubleTap : DeviceAction
    {
        /// <summary>Where.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }
    }

    /// <summary>A finger that stays.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.LongPress")]
    public sealed record LongPress : DeviceAction
    {
        /// <summary>Where.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }

        /// <summary>For how long, up to 10 s.</summary>
        [Id(1)]
        public required TimeSpan Duration { get; init; }
    }

    /// <summary>The pointer goes somewhere, without a button.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Move")]
    public sealed record Move : DeviceAction
    {
        /// <summary>Where to.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }
    }

    /// <summary>A finger comes down in one place and leaves in another: what lies below moves along.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Swipe")]
    public sealed record Swipe : DeviceAction
    {
        /// <summary>Where it comes down.</summary>
        [Id(0)]
        public required DevicePoint From { get; init; }

        /// <summary>Where it leaves.</summary>
        [Id(1)]
        public required DevicePoint To { get; init; }

        /// <summary>How long it takes, up to 10 s.</summary>
        [Id(2)]
        public required TimeSpan Duration { get; init; }
    }

    /// <summary>What lies at the first point is taken along the path and let go at the last.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Drag")]
    public sealed record Drag : DeviceAction
    {
        /// <summary>At least two points.</summary>
        [Id(0)]
        public required ImmutableArray<DevicePoint> Path { get; init; }
    }

    /// <summary>The wheel turns.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Scroll")]
    public sealed record Scroll : DeviceAction
    {
        /// <summary>Where the pointer is.</summary>
        [Id(0)]
        public required DevicePoint At { get; init; }

        /// <summary>In pixels; a positive distance reveals what is to the right.</summary>
        [Id(1)]
        public required int DeltaX { get; init; }

        /// <summary>In pixels; a positive distance reveals what is below.</summary>
        [Id(2)]
        public required int DeltaY { get; init; }
    }

    /// <summary>Text goes where the focus is.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.TypeText")]
    public sealed record TypeText : DeviceAction
    {
        /// <summary>The text; line breaks and tabs are the only control characters.</summary>
        [Id(0)]
        public required string Text { get; init; }

        /// <summary>Whether it takes the place of what is there; else it is put behind.</summary>
        [Id(1)]
        public bool IsReplacing { get; init; }

        /// <summary>Whether the enter key follows.</summary>
        [Id(2)]
        public bool IsSubmitted { get; init; }
    }

    /// <summary>Keys of a keyboard, pressed together.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.PressKeys")]
    public sealed record PressKeys : DeviceAction
    {
        /// <summary>Their names, such as <c>control</c>, <c>s</c>, <c>enter</c>, <c>arrowDown</c>.</summary>
        [Id(0)]
        public required ImmutableArray<string> Keys { get; init; }
    }

    /// <summary>A button of the device.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.PressButton")]
    public sealed record PressButton : DeviceAction
    {
        /// <summary>Which.</summary>
        [Id(0)]
        public required DeviceKey Button { get; init; }
    }

    /// <summary>Nothing, for a while.</summary>
    [GenerateSerializer, Immutable, Alias("cuarl.DeviceAction.Wait")]
    public sealed record Wait : DeviceAction
    {
        /// <summary>For how long, up to 60 s.</summary>
        [Id(0)]
        public required TimeSpan Duration { get; init; }
    }
}
