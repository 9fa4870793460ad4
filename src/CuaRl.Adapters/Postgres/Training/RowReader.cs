using System.Text.Json;
using CuaRl.Adapters.Postgres.ReadModel;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Takes the columns of a row in their order, so that a select list and its reader stand side by side.</summary>
internal struct RowReader(NpgsqlDataReader reader, int first = 0)
{
    private int _column = first;

    public string Text() => reader.GetString(_column++);

    public string? TextOrNull() => reader.Text(_column++);

    public string Id() => reader.GetGuid(_column++).ToString();

    public string? IdOrNull() => OrNull<Guid>()?.ToString();

    public int Integer() => reader.GetInt32(_column++);

    public int? IntegerOrNull() => OrNull<int>();

    public long Long() => reader.GetInt64(_column++);

    public long? LongOrNull() => OrNull<long>();

    public double Number() => reader.GetDouble(_column++);

    public double? NumberOrNull() => OrNull<double>();

    public bool Flag() => reader.GetBoolean(_column++);

    public bool? FlagOrNull() => OrNull<bool>();

    public DateTimeOffset Instant() => reader.GetFieldValue<DateTimeOffset>(_column++);

    public DateTimeOffset? InstantOrNull() => OrNull<DateTimeOffset>();

    public JsonText? Json() => reader.Json(_column++);

    public T Name<T>()
        where T : struct, Enum => StoredName<T>.Parse(Text());

    public T? NameOrNull<T>()
        where T : struct, Enum => TextOrNull() is { } text ? StoredName<T>.Parse(text) : null;

    public ProgressInfo Progress() => new()
    {
        Percent = Number(),
        AverageTurnSeconds = NumberOrNull(),
        EstimatedTotalSeconds = NumberOrNull(),
        EstimatedRemainingSeconds = NumberOrNull(),
    };

    public RewardStatistics? Statistics() => Json() is { } json
        ? JsonSerializer.Deserialize(json.Utf8.Span, StatisticsContext.Default.RewardStatistics)
        : null;

    private T? OrNull<T>()
        where T : struct
    {
        var column = _column++;
        return reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);
    }
}
