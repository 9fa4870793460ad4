using System.Collections.Immutable;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>
/// Lists of different lengths, which PostgreSQL has no array of: all values in a row, and each state's range of them.
/// </summary>
internal sealed class RaggedColumn<T>
    where T : struct
{
    public List<T> Values { get; } = [];

    /// <summary>The place of a state's first value, counted from 1; null when it has none.</summary>
    public List<int?> From { get; } = [];

    /// <summary>The place of a state's last value.</summary>
    public List<int?> To { get; } = [];

    public void Set(int row, ImmutableArray<T> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        StateColumns.Set(From, row, Values.Count + 1);
        Values.AddRange(values.AsSpan());
        StateColumns.Set(To, row, Values.Count);
    }

    public void Clear()
    {
        Values.Clear();
        From.Clear();
        To.Clear();
    }
}
