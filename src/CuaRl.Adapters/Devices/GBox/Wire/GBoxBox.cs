using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>
/// A box as GBox describes it; its status is an open word: one of those below, or one to come. What is not read here is let pass.
/// </summary>
internal sealed record GBoxBox(
    string Id,
    string Type,
    string Status,
    string? Reason = null,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? UpdatedAt = null,
    DateTimeOffset? ExpiresAt = null,
    GBoxBoxConfig? Config = null)
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Error = "error";
    public const string Terminated = "terminated";
}

/// <summary>What a box was made of; labels and envs are objects, whose values GBox does not restrict.</summary>
internal sealed record GBoxBoxConfig(
    JsonElement? Labels = null,
    JsonElement? Envs = null,
    string? DeviceType = null,
    string? SnapshotName = null,
    GBoxSize? Resolution = null);

internal sealed record GBoxSize(int Width, int Height);

internal sealed record GBoxDisplay(GBoxSize Resolution, string? Orientation = null);

internal sealed record GBoxPage(IReadOnlyList<GBoxBox> Data, int Total, int Page = 0, int PageSize = 0);
