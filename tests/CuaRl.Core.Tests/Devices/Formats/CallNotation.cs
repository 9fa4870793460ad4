using System.Collections.Immutable;
using System.Globalization;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>Parsed calls in one line, as the golden files write them.</summary>
internal static class CallNotation
{
    public static string Of(ParsedCall call) => call switch
    {
        ParsedCall.Act act => string.Join("; ", act.Actions.Select(Of)),
        ParsedCall.NeedsGrounding sought => "ground " + string.Join(' ', sought.Elements.Select(element => $"\"{element}\"")),
        ParsedCall.Finish finish => $"finish {finish.IsSuccess} \"{finish.Message}\"",
        ParsedCall.Screenshot { Region: { } region } =>
            string.Create(CultureInfo.InvariantCulture, $"screenshot {region.Left},{region.Top} {region.Width}x{region.Height}"),
        ParsedCall.Screenshot => "screenshot",
        ParsedCall.Missing => "missing",
        ParsedCall.Error error => $"error {error.Fault}: {error.Message}",
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

    public static string Of(ScreenAction action) => action switch
    {
        ScreenAction.Tap tap => $"tap {At(tap.At)}",
        ScreenAction.Click click => $"click {click.Button.ToString().ToLowerInvariant()} {At(click.At)}",
        ScreenAction.DoubleTap tap => $"double {At(tap.At)}",
        ScreenAction.LongPress press => $"press {At(press.At)} {Milliseconds(press.Duration)}",
        ScreenAction.Move move => $"move {At(move.At)}",
        ScreenAction.Swipe swipe => $"swipe {At(swipe.From)} > {At(swipe.To)} {Milliseconds(swipe.Duration)}",
        ScreenAction.Drag drag => $"drag {string.Join(" > ", drag.Path.Select(At))}",
        ScreenAction.Scroll scroll => $"scroll {At(scroll.At)} by {At(new ScreenPoint(scroll.DeltaX, scroll.DeltaY))}",
        ScreenAction.TypeText typing => $"type \"{typing.Text}\"{(typing.IsSubmitted ? " enter" : "")}",
        ScreenAction.PressKeys press => $"keys {string.Join('+', press.Keys)}",
        ScreenAction.PressButton press => $"button {press.Button}",
        ScreenAction.Wait wait => $"wait {Milliseconds(wait.Duration)}",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static string At(ScreenPoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}");

    private static string Milliseconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms");
}
