namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Where records of a kind lie.</summary>
internal static class RecordTable
{
    /// <summary>What stands after FROM.</summary>
    public static string Of(RecordKind kind) => kind switch
    {
        RecordKind.Training => "training_record",
        RecordKind.Step or RecordKind.Eval or RecordKind.Baseline =>
            $"(SELECT * FROM batch_record WHERE source_type = '{StoredName<RecordKind>.Of(kind)}') b",
        RecordKind.Group => "group_record",
        RecordKind.Rollout => "rollout_record",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is part of its rollout's record."),
    };
}
