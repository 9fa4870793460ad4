using System.Text.Json.Nodes;

namespace CuaRl.Grains.Ports;

/// <summary>A row of a table of the original.</summary>
/// <param name="RecordId">The id of the record that it shows.</param>
/// <param name="Values">Its columns.</param>
public sealed record MonitorRow(Guid RecordId, JsonObject Values);
