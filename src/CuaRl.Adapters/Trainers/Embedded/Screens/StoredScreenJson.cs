using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Trainers.Embedded.Screens;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StoredScreen))]
internal sealed partial class StoredScreenJson : JsonSerializerContext;
