using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>What became of a person's judgement.</summary>
internal sealed record MonitorOverride
{
    public required JsonObject? Rollout { get; init; }

    public required JsonObject? Validation { get; init; }

    public required bool ValidationExists { get; init; }
}
