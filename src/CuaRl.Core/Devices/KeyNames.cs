using System.Collections.Frozen;

namespace CuaRl.Core.Devices;

/// <summary>The names of keys that actions press.</summary>
public static class KeyNames
{
    private static readonly FrozenSet<string> Long = new[]
    {
        "control", "alt", "shift", "meta", "win", "cmd", "option", "arrowup", "arrowdown", "arrowleft", "arrowright", "home",
        "end", "pageup", "pagedown", "enter", "space", "tab", "escape", "backspace", "delete", "insert", "capslock",
        "volumeup", "volumedown", "volumemute", "mediaplaypause", "mediastop", "medianexttrack", "mediaprevioustrack",
        "numpad0", "numpad1", "numpad2", "numpad3", "numpad4", "numpad5", "numpad6", "numpad7", "numpad8", "numpad9",
        "numpadadd", "numpadsubtract", "numpadmultiply", "numpaddivide", "numpaddecimal", "numpadenter", "numlock",
        "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether there is such a key: one printable ASCII character without capitals, or a name in lower case.</summary>
    public static bool IsKnown(string? key) =>
        key is { Length: 1 } ? key[0] is > ' ' and <= '~' and not (>= 'A' and <= 'Z') : key is not null && Long.Contains(key);
}
