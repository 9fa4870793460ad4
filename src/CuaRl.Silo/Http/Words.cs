using System.Collections.Frozen;
using System.Text.Json;

namespace CuaRl.Silo.Http;

/// <summary>The values of an enumeration as bodies and queries write them: snake_case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> ByWord =
        ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All of them, as a list to show.</summary>
    public static string Known { get; } = string.Join(", ", Enum.GetValues<T>().Select(value => ByValue[value]));

    public static string Of(T value) => ByValue[value];

    public static string? Of(T? value) => value is { } given ? Of(given) : null;

    public static T? Find(string word) => ByWord.TryGetValue(word, out var value) ? value : null;
}
