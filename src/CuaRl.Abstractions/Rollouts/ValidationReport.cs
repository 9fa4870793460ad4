namespace CuaRl;

/// <summary>A judgement of a rollout.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ValidationReport")]
public sealed record ValidationReport
{
    /// <summary>
    /// Whether the task was done; null when that could not be told, such as when the device was lost: the rollout is then
    /// masked and has no reward.
    /// </summary>
    [Id(0)]
    public bool? Success { get; init; }

    /// <summary>Whether the strict goal was reached too (right app, right value); null when nobody checked.</summary>
    [Id(1)]
    public bool? StrictSuccess { get; init; }

    /// <summary>The validator's name.</summary>
    [Id(2)]
    public string? ValidationQuery { get; init; }

    /// <summary>What was expected: any JSON value.</summary>
    [Id(3)]
    public JsonText? ExpectedResult { get; init; }

    /// <summary>What was found.</summary>
    [Id(4)]
    public string? ActualResult { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    [Id(5)]
    public double? ExecutionSeconds { get; init; }

    /// <summary>Why it could not be judged, or not well.</summary>
    [Id(6)]
    public string? ErrorMessage { get; init; }

    /// <summary>What else it says, such as the command and its output: a JSON object.</summary>
    [Id(7)]
    public JsonText? Details { get; init; }
}
