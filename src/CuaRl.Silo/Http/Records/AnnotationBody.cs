using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Records;

/// <summary>A tag or a note to put on a record: one of both. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnnotationBody
{
    [Description("1 to 200 characters.")]
    public string? Tag { get; init; }

    [Description("1 to 10,000 characters.")]
    public string? Note { get; init; }

    [Description("Who puts it there, at most 200 characters.")]
    public string? Actor { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static AnnotationBody Read(JsonBody body)
    {
        var annotation = new AnnotationBody
        {
            Tag = body.OptionalText("tag", _ => null),
            Note = body.OptionalText("note", _ => null),
            Actor = body.OptionalText("actor", _ => null),
        };
        if (annotation.Tag is null == annotation.Note is null)
        {
            body.Reject("tag", "Input must be a tag or a note, one of both");
        }

        body.ThrowIfInvalid();
        return annotation;
    }
}
