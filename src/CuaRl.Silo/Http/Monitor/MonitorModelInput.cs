using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>The model's input in a turn.</summary>
internal sealed record MonitorModelInput
{
    [JsonPropertyName("modelInput")]
    public required JsonNode? ModelInput { get; init; }

    public required string? ScreenshotUri { get; init; }
}
