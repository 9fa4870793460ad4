using System.Text.Json.Serialization;

namespace CuaRl.Benchmarks.Engine;

/// <summary>A record of about 500 bytes that the read model can decode as a simulation.</summary>
internal sealed record StoredRecord
{
    public const string StateName = "simulation";

    public static readonly string Text = new('x', 300);

    [JsonPropertyName("name")]
    public string Name { get; init; } = "bench";

    [JsonPropertyName("description")]
    public string Description { get; init; } = "";

    [JsonPropertyName("environment_name")]
    public string EnvironmentName { get; init; } = "CartPole-v1";

    [JsonPropertyName("agent_type")]
    public string AgentType { get; init; } = "DQN";

    [JsonPropertyName("count")]
    public int Count { get; init; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;
}
