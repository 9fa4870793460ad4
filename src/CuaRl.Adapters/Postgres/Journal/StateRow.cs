using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>A state from its row.</summary>
internal static class StateRow
{
    /// <summary>Reads the columns from the second on; the parent is the state before it in its run, if it is a first one or not.</summary>
    public static StoredState Read(NpgsqlDataReader row, string runId)
    {
        var step = row.GetInt64(1);
        return new StoredState
        {
            Id = new StateId(runId, step),
            Parent = new StateId(runId, step - 1),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(2),
            Content = new StateContent
            {
                Reward = row.IsDBNull(3) ? null : row.GetDouble(3),
                StepNumber = row.IsDBNull(4) ? null : row.GetInt64(4),
                Done = row.GetBoolean(5),
                Truncated = row.GetBoolean(6),
                Observation = JsonText.FromStored(row.GetFieldValue<byte[]>(7)),
                Action = Json(row, 8),
                Info = Json(row, 9),
                ExtraMetadata = Json(row, 10),
                TokenIds = Values<int>(row, 11),
                LogProbabilities = Values<float>(row, 12),
                Blobs = row.IsDBNull(13) ? [] : [.. row.GetFieldValue<byte[][]>(13).Select(Convert.ToHexStringLower)],
            },
        };
    }

    private static JsonText? Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonText.FromStored(row.GetFieldValue<byte[]>(column));

    private static ImmutableArray<T> Values<T>(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<T[]>(column));
}
