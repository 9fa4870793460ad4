using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>Settings are a user's: what nobody knows is a mistake.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(GBoxBoxSettings))]
internal sealed partial class GBoxBoxSettingsJson : JsonSerializerContext;
