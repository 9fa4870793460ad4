using System.Collections.Frozen;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>The buttons of the <c>action</c> tool of cua_rl.</summary>
internal static class CuaRlButtons
{
    private static readonly FrozenDictionary<string, DeviceButton> ByName =
        Enum.GetValues<DeviceButton>()
            .ToFrozenDictionary(button => Folded(Name(button)), button => button, StringComparer.Ordinal);

    /// <summary>The buttons to press; without any, home.</summary>
    /// <exception cref="FormatException">There is no such button.</exception>
    public static IEnumerable<DeviceButton> Read(CallArguments arguments) =>
        arguments.Has("button") ? arguments.Texts("button").Select(Find).ToArray() : [DeviceButton.Home];

    public static string Name(DeviceButton button) => button switch
    {
        DeviceButton.Back => "back",
        DeviceButton.Home => "home",
        DeviceButton.AppSwitch => "appSwitch",
        DeviceButton.Menu => "menu",
        DeviceButton.Power => "power",
        DeviceButton.VolumeUp => "volumeUp",
        DeviceButton.VolumeDown => "volumeDown",
        _ => "volumeMute",
    };

    private static DeviceButton Find(string name) => ByName.TryGetValue(Folded(name), out var button)
        ? button
        : throw new FormatException(
            $"button: there is no '{name}'; there are {string.Join(", ", Enum.GetValues<DeviceButton>().Select(Name))}");

    /// <summary>volume_up, VOLUME_UP and volumeUp are one button.</summary>
    private static string Folded(string name) =>
        string.Concat(name.Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();
}
