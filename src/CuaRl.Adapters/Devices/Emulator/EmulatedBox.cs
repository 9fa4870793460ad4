using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>A box of the emulator. Its owner holds the lock that guards what changes.</summary>
internal sealed class EmulatedBox(string id, string type, GBoxCreateConfig? config, DateTimeOffset now, TimeSpan pending)
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(60);

    private readonly TimeSpan _keepAlive = Duration(config?.KeepAlive, TimeSpan.Zero);
    private readonly SortedDictionary<string, int> _actions = new(StringComparer.Ordinal);

    public string Id => id;

    public string Type => type;

    public JsonElement? Labels => config?.Labels;

    public string? DeviceType => config?.DeviceType;

    /// <summary>The driver's id of it.</summary>
    public required string DriverId { get; init; }

    /// <summary>How large its screen is.</summary>
    public required ScreenSize Screen { get; init; }

    public DateTimeOffset RunsAt { get; } = now + pending;

    public DateTimeOffset ExpiresAt { get; private set; } = now + Duration(config?.ExpiresIn, DefaultLife);

    /// <summary>How it ended; null while it is there.</summary>
    public string? Ended { get; set; }

    /// <summary>Every use puts the end off.</summary>
    public void Use(DateTimeOffset at)
    {
        if (_keepAlive > TimeSpan.Zero && at + _keepAlive > ExpiresAt)
        {
            ExpiresAt = at + _keepAlive;
        }
    }

    public void Count(string action) => _actions[action] = _actions.GetValueOrDefault(action) + 1;

    public string Status(DateTimeOffset at) =>
        Ended is not null ? GBoxBox.Terminated : at < RunsAt ? GBoxBox.Pending : GBoxBox.Running;

    public bool Carries(string label, string value) =>
        Labels is { ValueKind: JsonValueKind.Object } labels && labels.TryGetProperty(label, out var own)
            && own.ValueKind == JsonValueKind.String && own.ValueEquals(value);

    public GBoxBox Describe(DateTimeOffset at) => new(
        id, type, Status(at), Ended, now, at, ExpiresAt,
        new GBoxBoxConfig(Labels, config?.Envs, config?.DeviceType, config?.SnapshotName));

    public EmulatorAuditBox Audit() =>
        new(id, type, Ended, Labels, now, ExpiresAt, new Dictionary<string, int>(_actions, StringComparer.Ordinal));

    private static TimeSpan Duration(string? text, TimeSpan fallback) =>
        text is null ? fallback : GBoxDuration.Parse(text) ?? throw new FormatException($"'{text}' is no duration such as 30s");
}
