using System.Collections.Immutable;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Adapters.Devices.Simulated;

/// <summary>The elements of a simulated screen as every driver gives them.</summary>
internal static class SimulatedElements
{
    public static ImmutableArray<DeviceElement> Of(PhoneScreen screen) => [.. screen.Elements.Select(Of)];

    private static DeviceElement Of(ScreenElement element) => new()
    {
        Role = ElementNames.Of(element.Role),
        Text = ElementNames.Caption(element.Text, element.Detail),
        Left = element.Bounds.Left,
        Top = element.Bounds.Top,
        Width = element.Bounds.Width,
        Height = element.Bounds.Height,
        States = ElementNames.Of(element.State),
        Level = element.Level,
    };
}
