using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A training.</summary>
internal sealed record MonitorTraining
{
    public required JsonObject Training { get; init; }
}
