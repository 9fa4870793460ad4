using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A turn: the model's response, what was done, what was seen then.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TurnContent")]
public sealed record TurnContent
{
    /// <summary>Its number, from 1, one more than the last.</summary>
    [Id(0)]
    public required int Turn { get; init; }

    /// <summary>What the model wrote, in full.</summary>
    [Id(1)]
    public string? ModelResponse { get; init; }

    /// <summary>What was done, at most 99.</summary>
    /// <value>The default is nothing.</value>
    [Id(2)]
    public ImmutableArray<TurnAction> Actions { get; init; } = [];

    /// <summary>What the environment said then.</summary>
    [Id(3)]
    public string? ObservationText { get; init; }

    /// <summary>The hash of the stored picture of the screen after it.</summary>
    [Id(4)]
    public string? ScreenshotAfter { get; init; }

    /// <summary>The hash of the picture that the model saw, if it is not the one after the turn before.</summary>
    [Id(5)]
    public string? ScreenshotBefore { get; init; }

    /// <summary>All that the model was given: any JSON value.</summary>
    [Id(6)]
    public JsonText? ModelInput { get; init; }

    /// <summary>How long each stage took: a JSON object of seconds.</summary>
    [Id(7)]
    public JsonText? StageTimings { get; init; }

    /// <summary>Whatever else was measured: a JSON object.</summary>
    [Id(8)]
    public JsonText? Metrics { get; init; }

    /// <summary>The reward of the turn, a finite number.</summary>
    [Id(9)]
    public double? Reward { get; init; }

    /// <summary>True when the episode ended with it.</summary>
    [Id(10)]
    public bool IsDone { get; init; }

    /// <summary>When it began; null for when the turn before was stored.</summary>
    [Id(11)]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    [Id(12)]
    public double? TurnSeconds { get; init; }

    /// <summary>The tokens of the response.</summary>
    /// <value>The default is none.</value>
    [Id(13)]
    public ImmutableArray<int> TokenIds { get; init; } = [];

    /// <summary>The natural logarithm of each token's probability; as many as tokens, or none.</summary>
    /// <value>The default is none.</value>
    [Id(14)]
    public ImmutableArray<float> LogProbabilities { get; init; } = [];

    /// <summary>
    /// The hash of the stored list of the screen's elements that the model saw, JSON; null where it did not look at them.
    /// </summary>
    [Id(15)]
    public string? ElementsBefore { get; init; }

    /// <summary>
    /// The hash of the stored snapshot of the device after it, JSON, so that another rollout can go on from there; null where none was kept.
    /// </summary>
    [Id(16)]
    public string? DeviceSnapshot { get; init; }
}
