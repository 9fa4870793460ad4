using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>
/// A box to make: the answer comes when it runs if that is waited for, and after the timeout GBox answers 408 and deletes it.
/// Durations are texts such as <c>30s</c>.
/// </summary>
internal sealed record GBoxCreate(GBoxCreateConfig? Config = null, string? Timeout = null, bool? Wait = null);

/// <summary>
/// What a box is made of. It ends after <c>expiresIn</c>; every use leaves it at least <c>keepAlive</c>, by GBox's default
/// nothing. Only Linux boxes that are virtual machines start from a snapshot.
/// </summary>
internal sealed record GBoxCreateConfig(
    string? DeviceType = null,
    JsonElement? Envs = null,
    string? ExpiresIn = null,
    string? KeepAlive = null,
    JsonElement? Labels = null,
    string? SnapshotName = null);

internal sealed record GBoxWait(bool? Wait = null);
