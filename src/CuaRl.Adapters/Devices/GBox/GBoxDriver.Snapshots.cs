using System.Globalization;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    private const string VirtualMachine = "vm";

    public async Task<Box> ResetAsync(string boxId, BoxReset reset, CancellationToken cancellationToken) => await ReplaceAsync(
        boxId,
        settings => (settings with { SnapshotName = null }).With(
            (GBoxBoxSettings.TaskVariable, reset.Task?.TaskId),
            (GBoxBoxSettings.SeedVariable, reset.Seed.ToString(CultureInfo.InvariantCulture))),
        cancellationToken);

    public async Task<JsonText> SnapshotAsync(string boxId, CancellationToken cancellationToken)
    {
        NeedsSnapshots();
        var body = new GBoxSnapshotBody($"cuarl-{_ids.NewId()}");
        var call = GBoxCall.Post(
            "new snapshot", $"snapshots/{GBoxCall.Part(boxId)}", GBoxRepeat.WhenNotTaken, body,
            GBoxJson.Default.GBoxSnapshotBody, boxId);
        var snapshot = await _client.SendAsync(BoxType, call, GBoxJson.Default.GBoxSnapshot, cancellationToken);
        while (snapshot.Status is not GBoxSnapshot.Available)
        {
            if (snapshot.Status is GBoxSnapshot.Error)
            {
                throw new DeviceUnavailableException(BoxType, $"GBox could not make the snapshot {body.Name}");
            }

            await Task.Delay(_options.PollInterval, _time, cancellationToken);
            var look = GBoxCall.Get("snapshot", $"snapshots/{GBoxCall.Part(body.Name)}");
            snapshot = await _client.SendAsync(BoxType, look, GBoxJson.Default.GBoxSnapshot, cancellationToken);
        }

        return JsonText.FromUtf8(JsonSerializer.SerializeToUtf8Bytes(body, GBoxJson.Default.GBoxSnapshotBody));
    }

    public async Task<Box> RestoreAsync(string boxId, JsonText snapshot, CancellationToken cancellationToken)
    {
        NeedsSnapshots();
        var name = Name(snapshot) ?? throw new DeviceRefusedException(BoxType, "what was to be restored is no snapshot of GBox");
        return await ReplaceAsync(boxId, settings => settings with { SnapshotName = name }, cancellationToken);
    }

    private static string? Name(JsonText snapshot)
    {
        try
        {
            return JsonSerializer.Deserialize(snapshot.Utf8.Span, GBoxJson.Default.GBoxSnapshotBody)?.Name;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void NeedsSnapshots()
    {
        if (!Traits.HasSnapshots)
        {
            throw new DeviceUnsupportedException(BoxType, "snapshots");
        }
    }

    private async Task<Box> ReplaceAsync(
        string boxId, Func<GBoxBoxSettings, GBoxBoxSettings> change, CancellationToken cancellationToken)
    {
        var old = await _client.FindBoxAsync(BoxType, boxId, cancellationToken)
            ?? throw new DeviceLostException(boxId, "GBox does not have it any more");
        if (GBoxLabels.Find(old.Config?.Labels) is not { } label || GBoxLabels.FindLifetime(old.Config?.Labels) is not { } lifetime)
        {
            throw new DeviceRefusedException(BoxType, $"box '{boxId}' does not carry the labels of this service");
        }

        var settings = change(GBoxBoxSettings.Of(old.Config));
        await TerminateAsync(boxId, cancellationToken);
        return await CreateAsync(label, lifetime, _options.ReplaceTimeout, settings, cancellationToken);
    }
}
