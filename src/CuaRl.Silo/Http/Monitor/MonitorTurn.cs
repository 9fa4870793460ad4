using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A turn.</summary>
internal sealed record MonitorTurn
{
    public required IReadOnlyList<JsonObject> Actions { get; init; }

    public required IReadOnlyList<JsonObject> Observations { get; init; }
}
