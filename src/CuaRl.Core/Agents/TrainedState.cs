namespace CuaRl.Core.Agents;

/// <summary>One state of a <see cref="Training"/>, with all that is needed to go on from it.</summary>
public sealed record TrainedState
{
    /// <summary>What the agent saw, as JSON.</summary>
    public required byte[] Observation { get; init; }

    /// <summary>The action that led here; null at the beginning of an episode.</summary>
    public int? Action { get; init; }

    /// <summary>Its reward; null at the beginning of an episode.</summary>
    public double? Reward { get; init; }

    /// <summary>True when the episode ended here.</summary>
    public bool Terminated { get; init; }

    /// <summary>True when the episode was cut short here.</summary>
    public bool Truncated { get; init; }

    /// <summary>The environment's side, as JSON: <c>env_state</c>, its snapshot, and <c>episode</c>.</summary>
    public required byte[] Info { get; init; }

    /// <summary>The agent's side, as JSON: <c>agent</c>, and figures for those who read along.</summary>
    public required byte[] Extra { get; init; }
}
