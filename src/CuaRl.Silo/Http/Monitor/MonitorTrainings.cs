using System.Text.Json.Nodes;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>All trainings, as the original's clients know them.</summary>
internal sealed record MonitorTrainings
{
    public required IReadOnlyList<JsonObject> Trainings { get; init; }
}
