using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Phones.Screens;

/// <summary>What elements of a screen are called where they are no longer the phone's own: in contracts and in what is stored.</summary>
public static class ElementNames
{
    private const char Break = '\n';

    private static readonly FrozenDictionary<ElementRole, string> Roles =
        Enum.GetValues<ElementRole>().ToFrozenDictionary(role => role, role => NameOf(role));

    private static readonly FrozenDictionary<string, ElementRole> RolesByName =
        Roles.ToFrozenDictionary(role => role.Value, role => role.Key, StringComparer.Ordinal);

    private static readonly ImmutableArray<(ElementState State, string Name)> States =
    [
        .. Enum.GetValues<ElementState>().Where(state => state != ElementState.None).Select(state => (state, NameOf(state))),
    ];

    /// <summary>The name of a role, such as <c>text_field</c>.</summary>
    public static string Of(ElementRole role) => Roles[role];

    /// <summary>The names of what a state is made of, such as <c>clickable</c>, in one order.</summary>
    public static ImmutableArray<string> Of(ElementState state) =>
        [.. States.Where(known => (state & known.State) != 0).Select(known => known.Name)];

    /// <summary>The role of a name; plain text for a name that is none, so that what is written on it can still be read.</summary>
    public static ElementRole RoleOf(string name) => RolesByName.GetValueOrDefault(name, ElementRole.Text);

    /// <summary>The state of these names; those that are none are passed over.</summary>
    public static ElementState StateOf(ImmutableArray<string> names)
    {
        var state = ElementState.None;
        foreach (var name in names)
        {
            foreach (var known in States)
            {
                state |= known.Name == name ? known.State : ElementState.None;
            }
        }

        return state;
    }

    /// <summary>Text and small print as one text: a line break, and the small print behind it where there is some.</summary>
    public static string Caption(string text, string? detail) => detail is null ? text : $"{text}{Break}{detail}";

    /// <summary>
    /// Such a text as the two again. What is behind the first line break is small print: so text that holds a line break itself is
    /// read as its first line, with the rest as small print.
    /// </summary>
    public static (string Text, string? Detail) ReadCaption(string caption)
    {
        var at = caption.IndexOf(Break, StringComparison.Ordinal);
        return at < 0 ? (caption, null) : (caption[..at], caption[(at + 1)..]);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
