using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A state to store. Fields not named here are ignored.</summary>
/// <remarks>The type only describes the body, which <see cref="StateReader"/> reads.</remarks>
internal sealed record CompatStateRequest
{
    [Description("What the agent saw: an array.")]
    public required IReadOnlyList<JsonText> Observation { get; init; }

    [Description("The caller's number of the step, 0 or more; it is kept as it is.")]
    public required long StepNumber { get; init; }

    [Description("The action that led here: any JSON value.")]
    public JsonText? Action { get; init; }

    [Description("The reward, a finite number.")]
    public double? Reward { get; init; }

    public bool Done { get; init; }

    public bool Truncated { get; init; }

    [Description("The state that it follows; in a run it must be the last one, which is also the default.")]
    public string? ParentStateId { get; init; }

    [Description("What else the environment said: a JSON object, by default {}.")]
    public JsonText? Info { get; init; }

    [Description("What the agent adds: a JSON object, by default {}.")]
    public JsonText? ExtraMetadata { get; init; }
}
