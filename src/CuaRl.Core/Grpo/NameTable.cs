using System.Collections.Frozen;

namespace CuaRl.Core.Grpo;

/// <summary>The values of an enum by the names that a configuration chooses them by; some have several.</summary>
public sealed class NameTable<T>
    where T : struct, Enum
{
    private readonly string _kind;
    private readonly FrozenDictionary<string, T> _values;
    private readonly FrozenDictionary<T, string> _names;

    /// <summary>Makes the table; the first name of a value is the one it is shown by.</summary>
    /// <param name="kind">What the values are, such as <c>loss</c>: errors say it.</param>
    /// <param name="rows">The values with their names.</param>
    internal NameTable(string kind, params (T Value, string[] Names)[] rows)
    {
        _kind = kind;
        _values = rows.SelectMany(row => row.Names.Select(name => KeyValuePair.Create(name, row.Value)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        _names = rows.ToFrozenDictionary(row => row.Value, row => row.Names[0]);
    }

    /// <summary>All names, sorted.</summary>
    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>The name that a value is shown by.</summary>
    public string NameOf(T value) => _names[value];

    /// <summary>What is wrong with a name, as a sentence; null when there is such a value.</summary>
    public string? Problem(string name) =>
        _values.ContainsKey(name) ? null : $"no {_kind} '{name}'; there are {string.Join(", ", Names)}";

    /// <summary>The value by one of its names.</summary>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message names those there are.</exception>
    public T Find(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException(Problem(name));
}
