using System.Collections.Immutable;

namespace CuaRl;

/// <summary>What a state holds. JSON is kept and given back byte for byte.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StateContent")]
public sealed record StateContent
{
    /// <summary>What the agent saw: any JSON value.</summary>
    [Id(0)]
    public required JsonText Observation { get; init; }

    /// <summary>The action that led here; none for a root.</summary>
    [Id(1)]
    public JsonText? Action { get; init; }

    /// <summary>The reward of that action, a finite number.</summary>
    [Id(2)]
    public double? Reward { get; init; }

    /// <summary>True when the episode ended here by the environment's own rules.</summary>
    [Id(3)]
    public bool Done { get; init; }

    /// <summary>True when the episode was cut short here, as by a limit of steps.</summary>
    [Id(4)]
    public bool Truncated { get; init; }

    /// <summary>What else the environment said: any JSON value.</summary>
    [Id(5)]
    public JsonText? Info { get; init; }

    /// <summary>What the agent adds, such as Q-values: any JSON value.</summary>
    [Id(6)]
    public JsonText? ExtraMetadata { get; init; }

    /// <summary>The caller's own number of the step.</summary>
    /// <value>The default is the step of the state's id.</value>
    [Id(7)]
    public long? StepNumber { get; init; }

    /// <summary>The tokens that the policy produced for the action.</summary>
    /// <value>The default is none.</value>
    [Id(8)]
    public ImmutableArray<int> TokenIds { get; init; } = [];

    /// <summary>The natural logarithm of each token's probability; as many as tokens, or none.</summary>
    /// <value>The default is none.</value>
    [Id(9)]
    public ImmutableArray<float> LogProbabilities { get; init; } = [];

    /// <summary>SHA-256 of blobs stored before, in lower-case hexadecimal, such as the screenshot's.</summary>
    /// <value>The default is none.</value>
    [Id(10)]
    public ImmutableArray<string> Blobs { get; init; } = [];
}
