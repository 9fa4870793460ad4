namespace CuaRl;

/// <summary>What a caller says of a simulation when creating it.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SimulationDefinition")]
public sealed record SimulationDefinition
{
    /// <summary>A name for people; 1 to 200 characters, not unique.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Free text, at most 10,000 characters.</summary>
    /// <value>The default is none.</value>
    [Id(1)]
    public string? Description { get; init; }

    /// <summary>The environment, such as <c>CartPole-v1</c>; 1 to 200 characters.</summary>
    [Id(2)]
    public required string EnvironmentName { get; init; }

    /// <summary>Settings of the environment, a JSON object of at most 64 KiB.</summary>
    /// <value>The default is <c>{}</c>.</value>
    [Id(3)]
    public JsonText EnvironmentConfig { get; init; } = JsonText.EmptyObject;

    /// <summary>The agent, such as <c>DQN</c>; 1 to 200 characters.</summary>
    [Id(4)]
    public required string AgentType { get; init; }

    /// <summary>Settings of the agent, a JSON object of at most 64 KiB; runs lay their overrides over it.</summary>
    [Id(5)]
    public required JsonText AgentConfig { get; init; }

    /// <summary>The most steps of an episode, as any JSON value.</summary>
    /// <value>The default is none.</value>
    [Id(6)]
    public JsonText? MaxSteps { get; init; }

    /// <summary>The seed, as any JSON value.</summary>
    /// <value>The default is none.</value>
    [Id(7)]
    public JsonText? Seed { get; init; }

    /// <summary>Tags, as any JSON value.</summary>
    /// <value>The default is none.</value>
    [Id(8)]
    public JsonText? Tags { get; init; }
}
