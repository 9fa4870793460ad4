using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>Problem details (RFC 9457), the error body of every route that is not of an original API.</summary>
internal sealed record Problem
{
    public const string MediaType = "application/problem+json";

    [Description("A URI that names the kind of problem.")]
    public required string Type { get; init; }

    [Description("The kind of problem, for people.")]
    public required string Title { get; init; }

    public required int Status { get; init; }

    [Description("What happened this time.")]
    public required string Detail { get; init; }

    [Description("True when the same request may succeed later.")]
    public required bool IsTransient { get; init; }

    [Description("The fields that are wrong.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }
}
