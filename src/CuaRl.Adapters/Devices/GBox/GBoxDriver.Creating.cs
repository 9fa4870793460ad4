using System.Net;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    private static readonly TimeSpan LongestCreation = TimeSpan.FromMinutes(5);

    public Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken) => CreateAsync(
        request.Label, request.Lifetime, request.CreateTimeout, GBoxBoxSettings.Read(BoxType, request.Config), cancellationToken);

    /// <remarks>
    /// GBox makes a box for every call, and one whose answer was lost would stay: every call is preceded by a look for the label,
    /// and when two made a box at once the older one stays.
    /// </remarks>
    private async Task<Box> CreateAsync(
        BoxLabel label, TimeSpan lifetime, TimeSpan timeout, GBoxBoxSettings settings, CancellationToken cancellationToken)
    {
        var time = timeout < LongestCreation ? timeout : LongestCreation;
        var call = CreateCall(label, lifetime, time, settings);
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            if (await OneOfAsync(label, cancellationToken) is { } there)
            {
                return await ReadyAsync(there, time, cancellationToken);
            }

            var (made, answer) = await _client.TryAsync(call, GBoxJson.Default.GBoxBox, cancellationToken);
            if (made is not null)
            {
                return await ReadyAsync(await OneOfAsync(label, cancellationToken) ?? made, time, cancellationToken);
            }

            // 408: GBox could not make it in the time given, and deleted it.
            var repeat = answer.Status == HttpStatusCode.RequestTimeout || _time.GetElapsedTime(started) >= time
                ? GBoxRepeat.Never
                : GBoxRepeat.Always;
            await _client.PauseAsync(BoxType, call, repeat, answer, attempt, cancellationToken);
        }
    }

    private GBoxCall CreateCall(BoxLabel label, TimeSpan lifetime, TimeSpan time, GBoxBoxSettings settings)
    {
        var expiry = GBoxDuration.Format(lifetime);
        var config = new GBoxCreateConfig(
            settings.DeviceType ?? (BoxType == Linux ? _options.LinuxDeviceType : _options.AndroidDeviceType),
            settings.Envs, ExpiresIn: expiry, KeepAlive: expiry, GBoxLabels.Of(label, lifetime), settings.SnapshotName);
        var body = new GBoxCreate(config, GBoxDuration.Format(time), Wait: true);
        return GBoxCall.Post($"new {BoxType} box", $"boxes/{BoxType}", GBoxRepeat.Never, body, GBoxJson.Default.GBoxCreate)
            with { OwnTime = time, MakesABox = true };
    }

    /// <summary>The box of a label; of several the oldest, and the others are ended. One that failed is no box.</summary>
    private async Task<GBoxBox?> OneOfAsync(BoxLabel label, CancellationToken cancellationToken)
    {
        var boxes = await ListAsync(GBoxLabels.Of(label), box => GBoxLabels.Find(box.Config?.Labels) == label, cancellationToken);
        var one = boxes.Where(box => box.Status != GBoxBox.Error)
            .OrderBy(box => box.CreatedAt).ThenBy(box => box.Id, StringComparer.Ordinal).FirstOrDefault();
        foreach (var other in boxes.Where(box => box.Id != one?.Id))
        {
            await TerminateAsync(other.Id, cancellationToken);
        }

        return one;
    }

    private async Task<Box> ReadyAsync(GBoxBox box, TimeSpan time, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (box.Status != GBoxBox.Running)
        {
            if (box.Status == GBoxBox.Error || _time.GetElapsedTime(started) >= time)
            {
                await TerminateAsync(box.Id, cancellationToken);
                throw new DeviceUnavailableException(BoxType, $"box {box.Id} was {box.Status} and not running in time, and was ended");
            }

            await Task.Delay(_options.PollInterval, _time, cancellationToken);
            box = await _client.FindBoxAsync(BoxType, box.Id, cancellationToken)
                ?? throw new DeviceLostException(box.Id, "GBox ended it before it ran");
        }

        var call = GBoxCall.Get("display", $"{Path(box.Id)}/display", box.Id);
        var display = await _client.SendAsync(BoxType, call, GBoxJson.Default.GBoxDisplay, cancellationToken);
        return Known(box, new ScreenSize(display.Resolution.Width, display.Resolution.Height));
    }
}
