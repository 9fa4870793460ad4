using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Benchmarks.Harness;

/// <summary>What a benchmark prints with <c>--json</c>.</summary>
internal sealed record Report(
    [property: JsonPropertyName("bench")] string Bench,
    [property: JsonPropertyName("machine")] Machine Machine,
    [property: JsonPropertyName("figures")] IReadOnlyList<Figure> Figures);

[JsonSerializable(typeof(Report))]
internal sealed partial class ReportContext : JsonSerializerContext
{
    /// <summary>Bars are written as they read: <c>&gt;=</c>, not an escape.</summary>
    public static ReportContext Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
