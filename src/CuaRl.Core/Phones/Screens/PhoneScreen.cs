using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>What the simulated phone shows: its picture is a function of this and of nothing else.</summary>
/// <param name="Theme">Its colours.</param>
/// <param name="Elements">What is visible, from back to front; a tap means the last clickable one below it.</param>
public sealed record PhoneScreen(PhoneTheme Theme, ImmutableArray<ScreenElement> Elements)
{
    /// <summary>How large every screen of the simulated phone is.</summary>
    public static ScreenSize Size { get; } = new(360, 720);
}
