using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A rollout, as the original's clients know it.</summary>
internal sealed record MonitorRollout
{
    public required JsonObject Rollout { get; init; }

    public required JsonObject? Task { get; init; }

    public required JsonObject? Validation { get; init; }

    public required JsonObject? Environment { get; init; }

    public required IReadOnlyList<JsonObject> Turns { get; init; }
}
