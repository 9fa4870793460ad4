using System.Collections.Frozen;
using System.Text.Json;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Values of an enumeration as records and tables hold them: in snake case.</summary>
internal static class StoredName<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T value) => Names[value];

    /// <exception cref="UnreadableRecordException">A newer build wrote it.</exception>
    public static T Parse(string text) => Values.TryGetValue(text, out var value)
        ? value
        : throw new UnreadableRecordException(typeof(T).Name, $"'{text}' is none that this build knows.");
}
