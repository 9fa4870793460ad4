using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CuaRl.Core.Devices;

/// <summary>
/// The names of keys: GBox's, which <see cref="ScreenAction.PressKeys"/> holds, and what other formats call them.
/// </summary>
internal static class KeyNames
{
    private static readonly ImmutableArray<KeyName> Table =
    [
        new("control", "ctrl", "CTRL", "ctrl", "ctrl_l", "control_l", "ctrl_r", "control_r", "ctrlleft", "ctrlright"),
        new("alt", "alt", "ALT", "alt", "alt_l", "alt_r", "option", "altleft", "altright"),
        new("shift", "shift", "SHIFT", "shift", "shift_l", "shift_r", "shiftleft", "shiftright"),
        new("meta", "super", "META", "win", "super_l", "super_r", "meta_l", "meta_r", "cmd", "command", "windows", "winleft"),
        new("enter", "Return", "ENTER", "enter"),
        new("escape", "Escape", "ESC", "esc"),
        new("tab", "Tab", "TAB", "tab"),
        new("space", "space", "SPACE", "space"),
        new("backspace", "BackSpace", "BACKSPACE", "backspace"),
        new("delete", "Delete", "DELETE", "delete", "del"),
        new("insert", "Insert", "INSERT", "insert", "ins"),
        new("home", "Home", "HOME", "home"),
        new("end", "End", "END", "end"),
        new("pageUp", "Page_Up", "PAGEUP", "pageup", "prior", "pgup"),
        new("pageDown", "Page_Down", "PAGEDOWN", "pagedown", "next", "pgdn"),
        new("arrowUp", "Up", "ARROWUP", "up"),
        new("arrowDown", "Down", "ARROWDOWN", "down"),
        new("arrowLeft", "Left", "ARROWLEFT", "left"),
        new("arrowRight", "Right", "ARROWRIGHT", "right"),
        new("capsLock", "Caps_Lock", "CAPSLOCK", "capslock"),
        new("numpadEnter", "KP_Enter", "NUMPADENTER", "numpadenter"),
        new("volumeUp", "XF86AudioRaiseVolume", "VOLUMEUP", "volumeup"),
        new("volumeDown", "XF86AudioLowerVolume", "VOLUMEDOWN", "volumedown"),
        new("volumeMute", "XF86AudioMute", "VOLUMEMUTE", "volumemute"),
        .. Enumerable.Range('a', 26).Select(letter => Plain(((char)letter).ToString())),
        .. Enumerable.Range('0', 10).Select(digit => Plain(((char)digit).ToString())),
        .. Enumerable.Range(0, 10)
            .Select(digit => new KeyName($"numpad{digit}", $"KP_{digit}", $"NUMPAD{digit}", $"num{digit}")),
        .. Enumerable.Range(1, 12).Select(number => new KeyName($"f{number}", $"F{number}", $"F{number}", $"f{number}")),
    ];

    private static readonly FrozenDictionary<string, KeyName> ByName = Table
        .SelectMany(key => key.All.Select(name => (Name: Folded(name), Key: key)))
        .DistinctBy(entry => entry.Name)
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Key, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Canonicals = Table.Select(key => key.Canonical).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an action may press it: a key of the table by its first name, or a character without capitals.</summary>
    public static bool IsKnown(string? key) =>
        key is { Length: 1 } ? key[0] is > ' ' and <= '~' and not (>= 'A' and <= 'Z') : key is not null && Canonicals.Contains(key);

    /// <summary>Keys that a model names, by the names of <see cref="ScreenAction.PressKeys"/>.</summary>
    /// <exception cref="FormatException">One of them is unknown.</exception>
    public static ImmutableArray<string> Canonical(string member, IEnumerable<string> names) =>
    [
        .. names.Select(name => ByName.TryGetValue(Folded(name), out var key)
            ? key.Canonical
            : throw new FormatException($"{member}: there is no key '{name}'; text is typed, not pressed")),
    ];

    /// <summary>The keys by the names of a format; null when it has none for one of them.</summary>
    public static string[]? Named(ImmutableArray<string> keys, Func<KeyName, string> name)
    {
        var known = keys.Select(key => ByName.GetValueOrDefault(Folded(key))).OfType<KeyName>().ToArray();
        return known.Length == keys.Length ? [.. known.Select(name)] : null;
    }

    private static KeyName Plain(string name) => new(name, name, name.ToUpperInvariant(), name);

    /// <summary>Page_Down, PAGEDOWN and "page down" are one key.</summary>
    private static string Folded(string name) =>
        string.Concat(name.Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant();
}
