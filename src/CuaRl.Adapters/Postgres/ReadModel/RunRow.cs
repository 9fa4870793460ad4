using CuaRl.Adapters.Postgres.Journal;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>A row of the run table beside its head.</summary>
internal readonly record struct RunRow(string Id, RunStatus Status, StateId? StartsAfter, long Head)
{
    /// <summary>The column of the run's creation.</summary>
    public const int CreatedAt = 8;

    /// <summary>What <see cref="ReadInfo"/> reads.</summary>
    public const string InfoColumns =
        """
        r.id, r.name, r.status, r.parent_run_id, r.start_run_id, r.start_step, h.head, r.total_reward, r.created_at,
        r.simulation_id, r.description, r.origin_step, r.config_overrides, r.detached, r.failure_reason, r.completed_at
        """;

    /// <summary>The start is a place in the history, not a step of the run's own.</summary>
    private long TotalSteps => Math.Max(0, Head - Math.Max(StartsAfter?.Step ?? 0, 0));

    private StateId? Current => Head < 0 ? null
        : StartsAfter is { } start && Head <= start.Step ? start
        : new StateId(Id, Head);

    public static RunTreeNode ReadNode(NpgsqlDataReader reader)
    {
        var row = Read(reader);
        return new RunTreeNode
        {
            Id = row.Id,
            Name = reader.GetString(1),
            Status = row.Status,
            ParentRunId = RunId(reader, 3),
            StartsAfter = row.StartsAfter,
            Head = row.Head,
            TotalSteps = row.TotalSteps,
            TotalReward = reader.Json(7),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(CreatedAt),
        };
    }

    public static RunInfo ReadInfo(NpgsqlDataReader reader)
    {
        var row = Read(reader);
        var origin = reader.GetInt64(11);
        return new RunInfo
        {
            Id = row.Id,
            Definition = new RunDefinition
            {
                SimulationId = reader.Text(9),
                Name = reader.GetString(1),
                Description = reader.Text(10),
                ParentRunId = RunId(reader, 3),
                StartsAfter = row.StartsAfter,
                OriginStep = origin,
                ConfigOverrides = reader.Json(12) ?? JsonText.EmptyObject,
                IsDetached = reader.GetBoolean(13),
            },
            Status = row.Status,
            Head = row.Head,
            Current = row.Current,
            TotalSteps = row.TotalSteps,
            Length = row.Head < 0 ? 0 : row.Head - origin + 1,
            TotalReward = reader.Json(7),
            FailureReason = reader.Text(14),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(CreatedAt),
            CompletedAt = reader.IsDBNull(15) ? null : reader.GetFieldValue<DateTimeOffset>(15),
        };
    }

    private static RunRow Read(NpgsqlDataReader reader) => new(
        RunId(reader, 0)!,
        StoredStatus.Parse(reader.GetString(2)),
        RunId(reader, 4) is { } start ? new StateId(start, reader.GetInt64(5)) : null,
        reader.GetInt64(6));

    private static string? RunId(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetGuid(column).ToString();
}
