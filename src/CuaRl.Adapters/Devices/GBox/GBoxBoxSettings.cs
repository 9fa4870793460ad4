using System.Text.Json;
using CuaRl.Adapters.Devices.GBox.Wire;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>
/// What a box can be told beside its label: <c>{"deviceType": "vm", "envs": {"NAME": "value"}, "snapshotName": "..."}</c>.
/// </summary>
/// <param name="DeviceType">What it is; null for the driver's usual.</param>
/// <param name="Envs">Its variables, an object of texts; null for none.</param>
/// <param name="SnapshotName">What it is restored from; null for a new one.</param>
internal sealed record GBoxBoxSettings(string? DeviceType = null, JsonElement? Envs = null, string? SnapshotName = null)
{
    /// <summary>The task that a box is made for, by id. GBox only passes it on; the emulator readies its phone for it.</summary>
    public const string TaskVariable = "DEVICE_TASK_ID";

    /// <summary>The seed of what varies between boxes, for the emulator too.</summary>
    public const string SeedVariable = "DEVICE_SEED";

    /// <exception cref="DeviceRefusedException">The text is not what this class describes.</exception>
    public static GBoxBoxSettings Read(string boxType, JsonText? config)
    {
        try
        {
            return config is null ? new GBoxBoxSettings()
                : JsonSerializer.Deserialize(config.Utf8.Span, GBoxBoxSettingsJson.Default.GBoxBoxSettings) is { } settings
                    && settings.Envs is null or { ValueKind: JsonValueKind.Object }
                        ? settings
                        : throw new JsonException("envs must be an object");
        }
        catch (JsonException error)
        {
            throw new DeviceRefusedException(
                boxType, "what a box is told beside its label must be an object of deviceType, envs and snapshotName", error);
        }
    }

    /// <summary>What a box was told.</summary>
    public static GBoxBoxSettings Of(GBoxBoxConfig? config) => new(config?.DeviceType, config?.Envs, config?.SnapshotName);

    /// <summary>Whether a box that was told this is ready for what others would make one ready for.</summary>
    public bool IsFor(GBoxBoxSettings other) =>
        SnapshotName == other.SnapshotName && Variable(TaskVariable) == other.Variable(TaskVariable)
        && Variable(SeedVariable) == other.Variable(SeedVariable);

    /// <summary>The same with more variables.</summary>
    public GBoxBoxSettings With(params (string Name, string? Value)[] variables)
    {
        var all = Envs is { ValueKind: JsonValueKind.Object } envs
            ? envs.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            all.Remove(name);
            if (value is not null)
            {
                all.Add(name, value);
            }
        }

        return this with { Envs = JsonSerializer.SerializeToElement(all, GBoxJson.Default.DictionaryStringString) };
    }

    private string? Variable(string name) =>
        Envs is { ValueKind: JsonValueKind.Object } envs && envs.TryGetProperty(name, out var value) ? value.ToString() : null;
}
