using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>What a box is made of. Durations are texts such as <c>30s</c>.</summary>
/// <param name="Timeout">How long making it may take; then GBox answers 408 and deletes it.</param>
/// <param name="Wait">The answer comes when the box runs.</param>
internal sealed record GBoxCreate(GBoxCreateConfig? Config = null, string? Timeout = null, bool? Wait = null);

/// <param name="ExpiresIn">When it ends from its making on, whatever happens.</param>
/// <param name="KeepAlive">At least so long every use puts the end off; GBox's default, 0, makes the end fixed.</param>
/// <param name="SnapshotName">Only of Linux boxes that are virtual machines.</param>
internal sealed record GBoxCreateConfig(
    string? DeviceType = null,
    JsonElement? Envs = null,
    string? ExpiresIn = null,
    string? KeepAlive = null,
    JsonElement? Labels = null,
    string? SnapshotName = null);

internal sealed record GBoxWait(bool Wait);
