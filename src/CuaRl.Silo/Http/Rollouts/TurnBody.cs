using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Runs;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A turn to store. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TurnBody
{
    [Description("Its number, from 1: one more than the last. It is its identity within the attempt.")]
    public required int Turn { get; init; }

    [Description("What the model wrote, in full.")]
    public string? ModelResponse { get; init; }

    [Description("What was done, at most 99.")]
    public IReadOnlyList<ActionBody>? Actions { get; init; }

    [Description("What the environment said then.")]
    public string? ObservationText { get; init; }

    [Description("The screen after it. " + ScreenshotInput.Description)]
    public JsonText? ScreenshotAfter { get; init; }

    [Description("The screen that the model saw, if it is not the one after the turn before; as screenshot_after.")]
    public JsonText? ScreenshotBefore { get; init; }

    [Description("The list of the screen's elements that the model saw: the SHA-256 of a stored blob.")]
    public string? ElementsBefore { get; init; }

    [Description("The snapshot of the device after it, JSON, so that another rollout can go on from there: the SHA-256 of a stored blob.")]
    public string? DeviceSnapshot { get; init; }

    [Description("All that the model was given: any JSON value.")]
    public JsonText? ModelInput { get; init; }

    [Description("How long each stage took: a JSON object of seconds.")]
    public JsonText? StageTimings { get; init; }

    [Description("Whatever else was measured: a JSON object.")]
    public JsonText? Metrics { get; init; }

    [Description("The reward of the turn.")]
    public double? Reward { get; init; }

    [Description("True when the episode ended with it.")]
    public bool? Done { get; init; }

    [Description("When it began, with its zone; by default when the turn before was stored.")]
    public string? StartTime { get; init; }

    [Description("How long it took, in seconds.")]
    public double? TurnTime { get; init; }

    [Description("The tokens of the response.")]
    public IReadOnlyList<int>? TokenIds { get; init; }

    [Description("The natural logarithm of each token's probability; as many as tokens, or none.")]
    public IReadOnlyList<float>? LogProbabilities { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (TurnContent Turn, ScreenshotInput? Before, ScreenshotInput? After) Read(JsonBody body)
    {
        var before = ScreenshotInput.Read(body, "screenshot_before");
        var after = ScreenshotInput.Read(body, "screenshot_after");
        var turn = new TurnContent
        {
            Turn = body.Int32("turn"),
            ModelResponse = body.OptionalText("model_response", _ => null),
            Actions = [.. (body.OptionalParts("actions") ?? []).Select(ActionBody.Read)],
            ObservationText = body.OptionalText("observation_text", _ => null),
            ElementsBefore = body.OptionalText("elements_before", StateRules.Blob),
            DeviceSnapshot = body.OptionalText("device_snapshot", StateRules.Blob),
            ModelInput = body.OptionalValue("model_input", Fits),
            StageTimings = body.OptionalObject("stage_timings", Fits),
            Metrics = body.OptionalObject("metrics", Fits),
            Reward = body.OptionalNumber("reward"),
            IsDone = body.OptionalBoolean("done") ?? false,
            StartTime = body.OptionalTime("start_time"),
            TurnSeconds = body.OptionalNumber("turn_time"),
            TokenIds = body.Int32s("token_ids"),
            LogProbabilities = body.Singles("log_probabilities"),
        };
        body.ThrowIfInvalid();
        return (turn, before, after);
    }

    /// <summary>One value fits alone; the run says whether all of a turn do together.</summary>
    public static string? Fits(ReadOnlySpan<byte> utf8) => StateRules.JsonBytes(utf8.Length);
}
