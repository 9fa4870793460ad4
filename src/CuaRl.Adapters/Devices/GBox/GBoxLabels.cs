using System.Globalization;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>Our labels on a box: whose it is.</summary>
internal static class GBoxLabels
{
    public const string Pool = "cuarl-pool";

    private const string Service = "cuarl-service";
    private const string Device = "cuarl-device";
    private const string Incarnation = "cuarl-incarnation";

    /// <summary>The labels of a box.</summary>
    public static Dictionary<string, string> Of(BoxLabel label) => new(StringComparer.Ordinal)
    {
        [Service] = label.Service,
        [Pool] = label.Pool,
        [Device] = label.Device,
        [Incarnation] = label.Incarnation.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The same as a new box is told them.</summary>
    public static JsonElement JsonOf(BoxLabel label) =>
        JsonSerializer.SerializeToElement(Of(label), GBoxJson.Default.DictionaryStringString);

    /// <summary>Whose a box is; null when it is none of ours.</summary>
    public static BoxLabel? Find(JsonElement? labels) =>
        Text(labels, Service) is { } service && Text(labels, Pool) is { } pool && Text(labels, Device) is { } device
            && int.TryParse(Text(labels, Incarnation), NumberStyles.None, CultureInfo.InvariantCulture, out var incarnation)
                ? new BoxLabel(service, pool, device, incarnation)
                : null;

    private static string? Text(JsonElement? labels, string name) =>
        labels is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
}
