using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>A visible element of the simulated phone's screen. All that its picture shows is here.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Bounds">Where it is; never beyond the screen.</param>
/// <param name="Text">Its text.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">Its small print.</param>
/// <param name="Icon">The icon it shows, by a name that the painter knows; null for none.</param>
/// <param name="Level">Where a slider stands, 0 to 1.</param>
public sealed record ScreenElement(
    ElementRole Role,
    ScreenBounds Bounds,
    string Text = "",
    ElementState State = ElementState.None,
    string? Detail = null,
    string? Icon = null,
    double? Level = null);
