using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A judgement of a rollout. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ValidationBody
{
    [Description("Whether the task was done; null when that could not be told, such as when the device was lost: the rollout is masked then.")]
    public required bool? Success { get; init; }

    [Description("Whether the strict goal was reached too; missing when nobody checked.")]
    public bool? StrictSuccess { get; init; }

    [Description("The validator's name.")]
    public string? ValidationQuery { get; init; }

    [Description("What was expected: any JSON value.")]
    public JsonText? ExpectedResult { get; init; }

    [Description("What was found.")]
    public string? ActualResult { get; init; }

    [Description("How long it took, in seconds.")]
    public double? ExecutionTime { get; init; }

    [Description("Why it could not be judged, or not well.")]
    public string? ErrorMessage { get; init; }

    [Description("What else it says: a JSON object of at most 64 KiB.")]
    public JsonText? Details { get; init; }

    public static ValidationBody From(ValidationReport report) => new()
    {
        Success = report.Success,
        StrictSuccess = report.StrictSuccess,
        ValidationQuery = report.ValidationQuery,
        ExpectedResult = report.ExpectedResult,
        ActualResult = report.ActualResult,
        ExecutionTime = report.ExecutionSeconds,
        ErrorMessage = report.ErrorMessage,
        Details = report.Details,
    };

    public static ValidationReport Read(JsonPart body) => new()
    {
        Success = body.NullableBoolean("success"),
        StrictSuccess = body.OptionalBoolean("strict_success"),
        ValidationQuery = body.OptionalText("validation_query", _ => null),
        ExpectedResult = body.OptionalValue("expected_result", SimulationRules.JsonValue),
        ActualResult = body.OptionalText("actual_result", _ => null),
        ExecutionSeconds = body.OptionalNumber("execution_time"),
        ErrorMessage = body.OptionalText("error_message", _ => null),
        Details = body.OptionalObject("details", SimulationRules.JsonObject),
    };
}
