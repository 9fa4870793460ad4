using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Validation;

/// <summary>Validation queries by name. It is immutable: <see cref="With"/> gives another one that knows more.</summary>
public sealed class ValidationQueries
{
    private readonly ImmutableSortedDictionary<string, IValidationQuery> _queries;

    private ValidationQueries(ImmutableSortedDictionary<string, IValidationQuery> queries) => _queries = queries;

    /// <summary>The queries of cua_rl.</summary>
    public static ValidationQueries BuiltIn { get; } = new(
        DeviceQueries.All.Concat(FinishMessageQueries.All)
            .ToImmutableSortedDictionary(query => query.Name, query => query, StringComparer.Ordinal));

    /// <summary>The names, sorted.</summary>
    public IEnumerable<string> Names => _queries.Keys;

    /// <summary>These queries and one more, or another one by that name.</summary>
    public ValidationQueries With(IValidationQuery query) => new(_queries.SetItem(query.Name, query));

    /// <summary>What is wrong with a name, as a sentence; null when there is such a query. Case does not count.</summary>
    public string? Problem(string query) => _queries.ContainsKey(query.ToLowerInvariant())
        ? null
        : $"no validator is implemented for query '{query}'; there are {string.Join(", ", Names)}";

    /// <summary>Makes a query ready for a task.</summary>
    /// <param name="query">Its name; case does not count.</param>
    /// <param name="expected">What the task expects: a JSON value, or empty when it names nothing.</param>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message names those there are.</exception>
    /// <exception cref="FormatException">What the task expects is nothing which the query could expect.</exception>
    public ValidationCheck Prepare(string query, ReadOnlySpan<byte> expected)
    {
        if (!_queries.TryGetValue(query.ToLowerInvariant(), out var found))
        {
            throw new KeyNotFoundException(Problem(query));
        }

        return found.Prepare(expected.IsEmpty ? default : Read(expected));
    }

    private static JsonElement Read(ReadOnlySpan<byte> expected)
    {
        try
        {
            var reader = new Utf8JsonReader(expected);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException error)
        {
            throw new FormatException($"expected_result: not JSON: {error.Message}", error);
        }
    }
}
