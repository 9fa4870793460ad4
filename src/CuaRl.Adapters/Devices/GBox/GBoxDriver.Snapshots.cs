using System.Globalization;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    private const string VirtualMachine = "vm";

    public Task<Box> ResetAsync(string boxId, BoxRequest request, BoxReset reset, CancellationToken cancellationToken) => ReplaceAsync(
        boxId,
        request,
        GBoxBoxSettings.Read(BoxType, request.Config).With(
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
        var errand = BoxErrand(cancellationToken);
        var snapshot = await _client.SendAsync(errand, call, GBoxJson.Default.GBoxSnapshot);
        while (snapshot.Status is not GBoxSnapshot.Available)
        {
            if (snapshot.Status is GBoxSnapshot.Error)
            {
                throw new DeviceUnavailableException(BoxType, $"GBox could not make the snapshot {body.Name}");
            }

            await Task.Delay(_options.PollInterval, _time, cancellationToken);
            var look = GBoxCall.Get("snapshot", $"snapshots/{GBoxCall.Part(body.Name)}");
            snapshot = await _client.SendAsync(errand, look, GBoxJson.Default.GBoxSnapshot);
        }

        return JsonText.FromUtf8(JsonSerializer.SerializeToUtf8Bytes(body, GBoxJson.Default.GBoxSnapshotBody));
    }

    public async Task<Box> RestoreAsync(string boxId, BoxRequest request, JsonText snapshot, CancellationToken cancellationToken)
    {
        NeedsSnapshots();
        var name = Name(snapshot) ?? throw new DeviceRefusedException(BoxType, "what was to be restored is no snapshot of GBox");
        return await ReplaceAsync(
            boxId, request, GBoxBoxSettings.Read(BoxType, request.Config) with { SnapshotName = name }, cancellationToken);
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

    /// <remarks>
    /// The box before is ended when the turn has come to make the one that takes its place, and not sooner. If making it fails then, the
    /// next try finds the box gone and goes on: one that was made although nobody heard of it is told by what it was made for.
    /// </remarks>
    private async Task<Box> ReplaceAsync(
        string boxId, BoxRequest request, GBoxBoxSettings settings, CancellationToken cancellationToken)
    {
        var errand = BoxErrand(cancellationToken);
        if (await _client.FindBoxAsync(errand, boxId) is { } before && GBoxLabels.Find(before.Config?.Labels) != request.Label)
        {
            throw new DeviceRefusedException(BoxType, $"box '{boxId}' does not carry the label that it was to be replaced under");
        }

        var timeout = request.CreateTimeout < _options.ReplaceTimeout ? request.CreateTimeout : _options.ReplaceTimeout;
        return await MakeAsync(
            errand, request with { CreateTimeout = timeout }, settings,
            box => box.Id != boxId && GBoxBoxSettings.Of(box.Config).IsFor(settings));
    }
}
