using CuaRl.Core.Simulations;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Trainings;

/// <summary>Lays Core's rules over questions about records, field by field, under the names that HTTP clients know.</summary>
internal static class CatalogChecks
{
    public static void Check(TrainingQuery query)
    {
        Rule.KeepDefined("status", query.Status);
        Rule.Keep("limit", RecordRules.Limit(query.Limit));
    }

    public static void Check(BatchQuery query)
    {
        Rule.KeepDefined("source_type", query.SourceType);
        Rule.Keep("limit", RecordRules.Limit(query.Limit));
    }

    public static void Check(GroupQuery query) => Rule.Keep("limit", RecordRules.Limit(query.Limit));

    public static void Check(RolloutQuery query)
    {
        CheckId("training_id", query.TrainingId);
        CheckId("batch_id", query.BatchId);
        CheckId("group_id", query.GroupId);
        Rule.KeepDefined("source_type", query.SourceType);
        Rule.Keep("task_id", SimulationRules.Storable(query.TaskId));
        Rule.KeepDefined("status", query.Status);
        Rule.Keep("error_kind", SimulationRules.Storable(query.ErrorKind));
        Rule.Keep("min_reward", RecordRules.Finite(query.MinReward));
        Rule.Keep("max_reward", RecordRules.Finite(query.MaxReward));
        Rule.Keep("limit", RecordRules.Limit(query.Limit));
    }

    public static void Check(Annotation annotation)
    {
        CheckId("id", annotation.Id.Length == 0 ? null : annotation.Id);
        CheckKind(annotation.Kind);
        Rule.Keep("tag", (annotation.Tag is null) == (annotation.Note is null) ? "must be given, or a note, not both" : null);
        Rule.Keep("tag", RecordRules.OptionalName(annotation.Tag));
        Rule.Keep("note", annotation.Note is null ? null : RecordRules.Error(annotation.Note));
        Rule.Keep("actor", RecordRules.OptionalName(annotation.Actor));
    }

    public static void CheckKind(RecordKind kind) => Rule.KeepDefined<RecordKind>("kind", kind);

    /// <exception cref="MalformedIdException">The text is not a UUID in lower case.</exception>
    public static Guid IdOf(string kind, string id) =>
        GrainKeys.IsRunId(id) ? Guid.ParseExact(id, "D") : throw new MalformedIdException(kind, id);

    private static void CheckId(string field, string? id) =>
        Rule.Keep(field, id is null || GrainKeys.IsRunId(id) ? null : "must be a UUID in lower case");
}
