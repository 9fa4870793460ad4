using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Adapters.Devices.Simulated;

/// <summary>The elements of a simulated screen as every driver gives them.</summary>
internal static class SimulatedElements
{
    private static readonly FrozenDictionary<ElementRole, string> Roles =
        Enum.GetValues<ElementRole>().ToFrozenDictionary(role => role, role => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString()));

    private static readonly ImmutableArray<(ElementState State, string Name)> States =
    [
        .. Enum.GetValues<ElementState>().Where(state => state != ElementState.None)
            .Select(state => (state, JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()))),
    ];

    public static ImmutableArray<DeviceElement> Of(PhoneScreen screen) => [.. screen.Elements.Select(Of)];

    private static DeviceElement Of(ScreenElement element) => new()
    {
        Role = Roles[element.Role],
        Text = element.Detail is null ? element.Text : $"{element.Text}\n{element.Detail}",
        Left = element.Bounds.Left,
        Top = element.Bounds.Top,
        Width = element.Bounds.Width,
        Height = element.Bounds.Height,
        States = [.. States.Where(state => element.State.HasFlag(state.State)).Select(state => state.Name)],
        Level = element.Level,
    };
}
