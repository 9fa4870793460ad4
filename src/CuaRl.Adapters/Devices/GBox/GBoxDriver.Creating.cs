using System.Net;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    private static readonly TimeSpan LongestCreation = TimeSpan.FromMinutes(5);

    public Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken) => MakeAsync(
        BoxErrand(cancellationToken), request, GBoxBoxSettings.Read(BoxType, request.Config), _ => true);

    /// <remarks>
    /// GBox makes a box for every call, and one whose answer was lost would stay: every call is preceded by a look for the label,
    /// and when two made a box at once the older one stays. No other box of the label is ended before there is one that is it, or the
    /// turn to ask for it.
    /// </remarks>
    /// <param name="errand">What it is part of.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="settings">What the box is told.</param>
    /// <param name="isIt">Whether a box that carries the label is what is wanted.</param>
    private async Task<Box> MakeAsync(GBoxErrand errand, BoxRequest request, GBoxBoxSettings settings, Predicate<GBoxBox> isIt)
    {
        var time = request.CreateTimeout < LongestCreation ? request.CreateTimeout : LongestCreation;
        var call = CreateCall(request, time, settings);
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var (there, others) = await OfLabelAsync(errand, request.Label, isIt);
            if (there is null)
            {
                await _client.CreationTurnAsync(errand, call);
            }

            await EndAsync(errand, others);
            if (there is not null)
            {
                return await ReadyAsync(errand, there, time);
            }

            var (made, answer) = await _client.TryAsync(errand, call, GBoxJson.Default.GBoxBox);
            if (made is not null)
            {
                (there, others) = await OfLabelAsync(errand, request.Label, box => box.Id == made.Id || isIt(box));
                await EndAsync(errand, others);
                return await ReadyAsync(errand, there ?? made, time);
            }

            // 408: GBox could not make it in the time given, and deleted it.
            var repeat = answer.Status == HttpStatusCode.RequestTimeout || _time.GetElapsedTime(started) >= time
                ? GBoxRepeat.Never
                : GBoxRepeat.Always;
            await _client.PauseAsync(errand, call, repeat, answer, attempt);
        }
    }

    private GBoxCall CreateCall(BoxRequest request, TimeSpan time, GBoxBoxSettings settings)
    {
        var expiry = GBoxDuration.Format(request.Lifetime);
        var config = new GBoxCreateConfig(
            settings.DeviceType ?? (BoxType == Linux ? _options.LinuxDeviceType : _options.AndroidDeviceType),
            settings.Envs, ExpiresIn: expiry, KeepAlive: expiry, GBoxLabels.JsonOf(request.Label), settings.SnapshotName);
        var body = new GBoxCreate(config, GBoxDuration.Format(time), Wait: true);
        return GBoxCall.Post($"new {BoxType} box", $"boxes/{BoxType}", GBoxRepeat.Never, body, GBoxJson.Default.GBoxCreate)
            with { OwnTime = time, MakesABox = true };
    }

    /// <summary>The box of a label, of several the oldest, and the others. One that failed is no box.</summary>
    private async Task<(GBoxBox? One, IEnumerable<GBoxBox> Others)> OfLabelAsync(
        GBoxErrand errand, BoxLabel label, Predicate<GBoxBox> isIt)
    {
        var boxes = await ListAsync(errand, GBoxLabels.Of(label), box => GBoxLabels.Find(box.Config?.Labels) == label);
        var one = boxes.Where(box => box.Status != GBoxBox.Error && isIt(box))
            .OrderBy(box => box.CreatedAt).ThenBy(box => box.Id, StringComparer.Ordinal).FirstOrDefault();
        return (one, boxes.Where(box => box.Id != one?.Id));
    }

    private async Task EndAsync(GBoxErrand errand, IEnumerable<GBoxBox> boxes)
    {
        foreach (var box in boxes)
        {
            await EndAsync(errand, box.Id);
        }
    }

    private async Task<Box> ReadyAsync(GBoxErrand errand, GBoxBox box, TimeSpan time)
    {
        var started = _time.GetTimestamp();
        while (box.Status != GBoxBox.Running)
        {
            if (box.Status == GBoxBox.Error || _time.GetElapsedTime(started) >= time)
            {
                await EndAsync(errand, box.Id);
                throw new DeviceUnavailableException(BoxType, $"box {box.Id} was {box.Status} and not running in time, and was ended");
            }

            await Task.Delay(_options.PollInterval, _time, errand.CancellationToken);
            box = await _client.FindBoxAsync(errand, box.Id)
                ?? throw new DeviceLostException(box.Id, "GBox ended it before it ran");
        }

        var call = GBoxCall.Get("display", $"{Path(box.Id)}/display", box.Id);
        var display = await _client.SendAsync(errand, call, GBoxJson.Default.GBoxDisplay);
        return Known(box, new ScreenSize(display.Resolution.Width, display.Resolution.Height));
    }
}
