using System.Text.Json.Serialization;

namespace CuaRl.Grains.Rollouts;

/// <summary>A judgement, inside the rollout's record.</summary>
internal sealed record ValidationState
{
    [JsonPropertyName("index")]
    public int Index { get; set; }

    [JsonPropertyName("source")]
    public ValidationSource Source { get; set; }

    [JsonPropertyName("success")]
    public bool? Success { get; set; }

    [JsonPropertyName("strict_success")]
    public bool? StrictSuccess { get; set; }

    [JsonPropertyName("validation_query")]
    public string? ValidationQuery { get; set; }

    [JsonPropertyName("expected_result")]
    public JsonText? ExpectedResult { get; set; }

    [JsonPropertyName("actual_result")]
    public string? ActualResult { get; set; }

    [JsonPropertyName("execution_time")]
    public double? ExecutionSeconds { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("details")]
    public JsonText? Details { get; set; }

    [JsonPropertyName("previous_success")]
    public bool? PreviousSuccess { get; set; }

    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonIgnore]
    public ValidationReport Report
    {
        get => new()
        {
            Success = Success,
            StrictSuccess = StrictSuccess,
            ValidationQuery = ValidationQuery,
            ExpectedResult = ExpectedResult,
            ActualResult = ActualResult,
            ExecutionSeconds = ExecutionSeconds,
            ErrorMessage = ErrorMessage,
            Details = Details,
        };
        set
        {
            Success = value.Success;
            StrictSuccess = value.StrictSuccess;
            ValidationQuery = value.ValidationQuery;
            ExpectedResult = value.ExpectedResult;
            ActualResult = value.ActualResult;
            ExecutionSeconds = value.ExecutionSeconds;
            ErrorMessage = value.ErrorMessage;
            Details = value.Details;
        }
    }

    [JsonIgnore]
    public ValidationInfo Info => new()
    {
        Index = Index,
        Source = Source,
        Report = Report,
        PreviousSuccess = PreviousSuccess,
        Actor = Actor,
        Reason = Reason,
        CreatedAt = CreatedAt,
    };
}
