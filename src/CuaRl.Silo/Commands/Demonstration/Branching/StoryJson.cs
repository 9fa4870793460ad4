using System.Text.Json.Serialization;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoryReport))]
internal sealed partial class StoryJson : JsonSerializerContext;
