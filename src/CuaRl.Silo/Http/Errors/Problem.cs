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

    [Description("The run that it is about.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunId { get; init; }

    [Description("The run's status.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunStatus { get; init; }

    [Description("Where the request expects the run to end.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpectedHead { get; init; }

    [Description("Where the run ends: the step of its last state, -1 while it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ActualHead { get; init; }

    [Description("The last state of the run.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ActualStateId { get; init; }

    [Description("The identity of the command.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OperationId { get; init; }

    [Description("What needs the run or the training, the first few.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NeededBy { get; init; }

    [Description("The steps that have a saved state, the last few.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? SavedSteps { get; init; }

    [Description("The training, batch, group or rollout that it is about.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceId { get; init; }

    [Description("Where that stands.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceStatus { get; init; }

    [Description("The rollout's present attempt.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Attempt { get; init; }

    [Description("The turn that comes next; 0 is the reset.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExpectedTurn { get; init; }

    [Description("How many parts have not ended.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unfinished { get; init; }

    public static Problem From(ErrorAnswer answer) => new()
    {
        Type = $"urn:cuarl:problem:{answer.Slug}",
        Title = answer.Title,
        Status = answer.Status,
        Detail = answer.Detail,
        IsTransient = answer.RetryAfter is not null,
        Errors = answer.Fields,
        RunId = answer.Facts?.RunId,
        RunStatus = answer.Facts?.RunStatus,
        ExpectedHead = answer.Facts?.ExpectedHead,
        ActualHead = answer.Facts?.ActualHead,
        ActualStateId = answer.Facts?.ActualStateId,
        OperationId = answer.Facts?.OperationId,
        NeededBy = answer.Facts?.NeededBy,
        SavedSteps = answer.Facts?.SavedSteps,
        ResourceId = answer.Facts?.ResourceId,
        ResourceStatus = answer.Facts?.ResourceStatus,
        Attempt = answer.Facts?.Attempt,
        ExpectedTurn = answer.Facts?.ExpectedTurn,
        Unfinished = answer.Facts?.Unfinished,
    };
}
