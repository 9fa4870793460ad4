using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A step, an evaluation or a baseline.</summary>
internal sealed record MonitorItem
{
    public required JsonObject Item { get; init; }

    public required IReadOnlyList<JsonObject> Rollouts { get; init; }
}
