using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A state to append. Of other fields, those of an export are passed over, so that it can be sent as it is; any else is refused.</summary>
/// <remarks>The type only describes the body, which <see cref="StateReader"/> reads.</remarks>
internal sealed record StateLine
{
    [Description("What the agent saw: any JSON value.")]
    public required JsonText Observation { get; init; }

    [Description("The action that led here: any JSON value.")]
    public JsonText? Action { get; init; }

    [Description("The reward, a finite number.")]
    public double? Reward { get; init; }

    [Description("True when the episode ended here by the environment's own rules.")]
    public bool Done { get; init; }

    [Description("True when the episode was cut short here, as by a limit of steps.")]
    public bool Truncated { get; init; }

    [Description("What else the environment said: any JSON value.")]
    public JsonText? Info { get; init; }

    [Description("What the agent adds, such as Q-values: any JSON value.")]
    public JsonText? ExtraMetadata { get; init; }

    [Description("Your own number of the step, 0 or more; by default its place in the history.")]
    public long? StepNumber { get; init; }

    [Description("The tokens that the policy produced for the action.")]
    public IReadOnlyList<int>? TokenIds { get; init; }

    [Description("The natural logarithm of each token's probability; as many as tokens, or none.")]
    public IReadOnlyList<float>? LogProbabilities { get; init; }

    [Description("SHA-256 of blobs stored before, in lower-case hexadecimal.")]
    public IReadOnlyList<string>? Blobs { get; init; }
}
