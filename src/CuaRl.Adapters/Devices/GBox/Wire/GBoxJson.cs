using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>The JSON of GBox, for its client and for the emulator.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GBoxBox))]
[JsonSerializable(typeof(GBoxPage))]
[JsonSerializable(typeof(GBoxDisplay))]
[JsonSerializable(typeof(GBoxCreate))]
[JsonSerializable(typeof(GBoxWait))]
[JsonSerializable(typeof(GBoxActionBody))]
[JsonSerializable(typeof(GBoxActionResult))]
[JsonSerializable(typeof(GBoxScreenshotBody))]
[JsonSerializable(typeof(GBoxScreenshot))]
[JsonSerializable(typeof(GBoxCommand))]
[JsonSerializable(typeof(GBoxCommandResult))]
[JsonSerializable(typeof(GBoxLiveView))]
[JsonSerializable(typeof(GBoxLiveViewUrl))]
[JsonSerializable(typeof(GBoxInstall))]
[JsonSerializable(typeof(GBoxOpen))]
[JsonSerializable(typeof(GBoxSnapshotBody))]
[JsonSerializable(typeof(GBoxSnapshot))]
[JsonSerializable(typeof(GBoxError))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class GBoxJson : JsonSerializerContext;
