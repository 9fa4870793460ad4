using System.ComponentModel;

namespace CuaRl.Silo.Http.Records;

/// <summary>A tag or a note on a record.</summary>
internal sealed record AnnotationDetails
{
    public required string Id { get; init; }

    [Description("training, step, eval, baseline, group, rollout or environment.")]
    public required string Kind { get; init; }

    [Description("The number of the record.")]
    public required long Number { get; init; }

    [Description("Null for a note.")]
    public required string? Tag { get; init; }

    [Description("Null for a tag.")]
    public required string? Note { get; init; }

    public required string? Actor { get; init; }

    public required string CreatedAt { get; init; }

    public static AnnotationDetails From(Annotation annotation) => new()
    {
        Id = annotation.Id,
        Kind = Words<RecordKind>.Of(annotation.Kind),
        Number = annotation.Number,
        Tag = annotation.Tag,
        Note = annotation.Note,
        Actor = annotation.Actor,
        CreatedAt = UtcTimestamp.Format(annotation.CreatedAt),
    };
}
