using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>A rollout as its table holds it, beside the head of its last attempt's run.</summary>
internal static class RolloutRow
{
    /// <summary>The tables, by r and h.</summary>
    public const string Tables = "rollout_record r LEFT JOIN run_head h ON h.run_id = r.run_id";

    /// <summary>The turns of the present attempt; the first state is what it started from.</summary>
    public const string Turns = "greatest(coalesce(h.head, r.num_turns, 0), 0)::integer";

    /// <summary>What <see cref="ReadSummary"/> reads, beside the age in microseconds.</summary>
    public const string SummaryColumns =
        $"""
        r.created_at, r.id, r.number, r.group_id, r.source_type, r.step, r.group_num, r.env_index, r.task_id, r.status,
        r.error_kind, r.attempt_count, {Turns}, r.max_turns, r.agent_reported_success, r.validation_passed, r.strict_success,
        r.masked, r.reward, r.rollout_time, coalesce(r.start_time, r.created_at), r.end_time
        """;

    /// <summary>What <see cref="ReadFacts"/> reads.</summary>
    public const string FactColumns =
        $"""
        r.id, r.group_id, r.branch_turn IS NOT NULL, r.status, r.masked, r.reward, r.validation_passed, r.strict_success, r.agent_reported_success,
        coalesce(r.task_completed, false), r.stop_reason, {Turns}, r.max_turns, json_array_length(r.errors),
        r.num_total_actions, r.consecutive_repeated_actions, r.parse_errors, r.tool_name_errors, r.tool_arg_errors,
        r.runtime_errors, coalesce(r.attempted_completion, false), coalesce(r.turn_first_success, -1),
        coalesce(r.turn_task_completed, -1), r.rollout_time
        """;

    public static RolloutSummary ReadSummary(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader, first: 1);
        return new RolloutSummary
        {
            Id = row.Id(),
            Number = row.Long(),
            GroupId = row.Id(),
            SourceType = row.Name<SourceType>(),
            Step = row.Integer(),
            GroupNumber = row.Integer(),
            EnvIndex = row.Integer(),
            TaskId = row.Text(),
            Status = row.Name<RolloutStatus>(),
            ErrorKind = row.TextOrNull(),
            Attempts = row.Integer(),
            Turns = row.Integer(),
            MaxTurns = row.Integer(),
            AgentReportedSuccess = row.FlagOrNull(),
            ValidationPassed = row.FlagOrNull(),
            StrictSuccess = row.FlagOrNull(),
            IsMasked = row.Flag(),
            Reward = row.NumberOrNull(),
            RolloutSeconds = row.NumberOrNull(),
            StartTime = row.Instant(),
            EndTime = row.InstantOrNull(),
        };
    }

    public static RolloutFacts ReadFacts(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new RolloutFacts
        {
            Id = Guid.Parse(row.Id()),
            GroupId = Guid.Parse(row.Id()),
            IsBranch = row.Flag(),
            Status = row.Name<RolloutStatus>(),
            IsMasked = row.Flag(),
            Reward = row.NumberOrNull(),
            ValidationPassed = row.FlagOrNull(),
            StrictSuccess = row.FlagOrNull(),
            AgentReportedSuccess = row.FlagOrNull(),
            TaskCompleted = row.Flag(),
            StopReason = row.TextOrNull(),
            Turns = row.Integer(),
            MaxTurns = row.Integer(),
            ErrorCount = row.Integer(),
            Counters = ReadCounters(ref row),
            RolloutSeconds = row.NumberOrNull(),
        };
    }

    private static ActionCounters? ReadCounters(ref RowReader row)
    {
        var (actions, repeated, parse) = (row.IntegerOrNull(), row.IntegerOrNull(), row.IntegerOrNull());
        var (tools, arguments, runtime) = (row.IntegerOrNull(), row.IntegerOrNull(), row.IntegerOrNull());
        var counters = new ActionCounters
        {
            NumTotalActions = actions ?? 0,
            ConsecutiveRepeatedActions = repeated ?? 0,
            ParseErrors = parse ?? 0,
            ToolNameErrors = tools ?? 0,
            ToolArgumentErrors = arguments ?? 0,
            RuntimeErrors = runtime ?? 0,
            AttemptedCompletion = row.Flag(),
            TurnFirstSuccess = row.Integer(),
            TurnTaskCompleted = row.Integer(),
        };
        return actions is null ? null : counters;
    }
}
