using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>What a training consists of.</summary>
internal sealed record MonitorTimeline
{
    public required IReadOnlyList<JsonObject> Timeline { get; init; }
}
