using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>A box as GBox describes it. What is not read here is let pass.</summary>
/// <param name="Status">An open word: <c>pending</c>, <c>running</c>, <c>error</c>, <c>terminated</c>, or one to come.</param>
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

/// <param name="Labels">An object, whose values GBox does not restrict.</param>
/// <param name="Envs">An object, too.</param>
internal sealed record GBoxBoxConfig(
    JsonElement? Labels = null,
    JsonElement? Envs = null,
    string? DeviceType = null,
    string? SnapshotName = null,
    GBoxSize? Resolution = null);

internal sealed record GBoxSize(int Width, int Height);

internal sealed record GBoxDisplay(GBoxSize Resolution, string? Orientation = null);

internal sealed record GBoxPage(IReadOnlyList<GBoxBox> Data, int Page, int PageSize, int Total);
