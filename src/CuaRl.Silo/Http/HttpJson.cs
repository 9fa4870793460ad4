using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.Health;
using CuaRl.Silo.Http.Simulations;

namespace CuaRl.Silo.Http;

/// <summary>How bodies are written: snake_case, nulls shown.</summary>
[JsonSerializable(typeof(CompatError))]
[JsonSerializable(typeof(CompatValidationError))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthStatus))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(SimulationRequest))]
[JsonSerializable(typeof(SimulationCreated))]
[JsonSerializable(typeof(SimulationDetails))]
[JsonSerializable(typeof(IReadOnlyList<SimulationLine>))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>Ready to write bodies.</summary>
    public static HttpJson Bodies { get; } = new(Style(new JsonSerializerOptions()));

    /// <summary>The same for the framework, which also describes bodies by it in the API document.</summary>
    public static void Configure(JsonSerializerOptions options) =>
        Style(options).TypeInfoResolverChain.Insert(0, Bodies);

    private static JsonSerializerOptions Style(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // As text; no body is ever part of a page.
        return options;
    }
}
