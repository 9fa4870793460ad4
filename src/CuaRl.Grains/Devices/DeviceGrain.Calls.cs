using System.Runtime.InteropServices;
using CuaRl.Core.Devices;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Devices;

internal sealed partial class DeviceGrain
{
    private static readonly TimeSpan DefaultCommandTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultViewTime = TimeSpan.FromHours(1);

    async Task<DeviceScreenshot> IDeviceGrain.Screenshot(long token)
    {
        var shown = await CallAsync(token, "screenshot", options.ScreenshotTimeout, (driver, box, limit) => driver.ScreenshotAsync(box, limit));
        if (Known() is { } device && device.Screen != shown.Size && device.Holds(token, Now))
        {
            // What is off the screen is told by the size of what callers see.
            await ChangeAsync(known => known with { ScreenWidth = shown.Size.Width, ScreenHeight = shown.Size.Height });
        }

        GrainInstruments.Pictured(Known().BoxType, shown.Image.Length);
        return new DeviceScreenshot
        {
            Image = Bytes(shown.Image),
            MediaType = shown.MediaType,
            Width = shown.Size.Width,
            Height = shown.Size.Height,
            Elements = shown.Elements.IsDefault ? [] : shown.Elements,
        };
    }

    Task IDeviceGrain.Act(long token, DeviceAction action)
    {
        var wanted = action.ToScreenAction();
        DeviceChecks.Check(wanted, Known().Screen);
        return CallAsync(token, "act", options.ActTimeout + TimeOf(wanted), async (driver, box, limit) =>
        {
            await driver.ActAsync(box, wanted, limit);
            return true;
        });
    }

    async Task<DeviceCommandResult> IDeviceGrain.Shell(long token, string command, TimeSpan? timeout)
    {
        var limitOfCommand = timeout ?? DefaultCommandTime;
        Rule.Keep("command", DeviceRules.Command(command));
        Rule.Keep("timeout", DeviceRules.Span(limitOfCommand, TimeSpan.FromMilliseconds(1), DeviceRules.MaxCommandTime));
        var result = await CallAsync(
            token, "shell", options.ActTimeout + limitOfCommand, (driver, box, limit) => driver.RunAsync(box, command, limitOfCommand, limit));
        return new() { ExitCode = result.ExitCode, Output = result.Output };
    }

    Task IDeviceGrain.InstallApp(long token, string app)
    {
        Rule.Keep("app", DeviceRules.App(app));
        return CallAsync(token, "install", options.ResetTimeout, async (driver, box, limit) =>
        {
            await driver.InstallAppAsync(box, app, limit);
            return true;
        });
    }

    Task IDeviceGrain.OpenApp(long token, string package)
    {
        Rule.Keep("package", DeviceRules.App(package));
        return CallAsync(token, "open", options.ActTimeout, async (driver, box, limit) =>
        {
            await driver.OpenAppAsync(box, package, limit);
            return true;
        });
    }

    Task<DeviceLease> IDeviceGrain.Reset(long token, DeviceReset reset)
    {
        DeviceChecks.Check(reset);
        var wanted = new BoxReset(reset.Task, (ulong)reset.Seed);
        return ReplaceAsync(token, (driver, box, request, limit) => driver.ResetAsync(box, request, wanted, limit));
    }

    Task<JsonText> IDeviceGrain.Snapshot(long token)
    {
        Require(traits => traits.HasSnapshots, "snapshots");
        return CallAsync(token, "snapshot", options.ResetTimeout, (driver, box, limit) => driver.SnapshotAsync(box, limit));
    }

    Task<DeviceLease> IDeviceGrain.Restore(long token, JsonText snapshot)
    {
        Require(traits => traits.HasSnapshots, "snapshots");
        Rule.Keep("snapshot", snapshot is null ? "must be given" : null);
        return ReplaceAsync(token, (driver, box, request, limit) => driver.RestoreAsync(box, request, snapshot!, limit));
    }

    Task<bool?> IDeviceGrain.CheckGoal(long token, TaskDefinition task, string? finishMessage)
    {
        Rule.Keep("task", task is null ? "must be given" : null);
        Rule.Keep("finish_message", finishMessage is { Length: > DeviceRules.MaxCommandLength }
            ? $"must be at most {DeviceRules.MaxCommandLength} characters" : null);
        return CallAsync(
            token, "check", options.ScreenshotTimeout, (driver, box, limit) => driver.CheckGoalAsync(box, task!, finishMessage, limit));
    }

    Task<DeviceLiveView> IDeviceGrain.LiveView(long token, TimeSpan? duration)
    {
        var wanted = duration ?? DefaultViewTime;
        Rule.Keep("duration", DeviceRules.Span(wanted, TimeSpan.FromSeconds(1), DeviceRules.MaxLease));
        Require(traits => traits.HasLiveView, "live view");
        return CallAsync(token, "live_view", options.ActTimeout, async (driver, box, limit) =>
        {
            var until = Now + wanted;
            return new DeviceLiveView { Url = (await driver.LiveViewAsync(box, wanted, limit)).AbsoluteUri, ExpiresAt = until };
        });
    }

    /// <summary>
    /// A call whose answer is the box to go on with, which the record names before anybody else calls it. Before the provider is asked
    /// the record says that the box is to be reset: when the call fails, or the silo, it may be gone, and the next call goes on from there.
    /// Of one in this process that an earlier lease used it says so already, and nothing in there takes so long that the lease must be
    /// made longer first.
    /// </summary>
    private Task<DeviceLease> ReplaceAsync(long token, Func<IDeviceDriver, string, BoxRequest, CancellationToken, Task<Box>> call) =>
        _calls.RunAsync(async () =>
        {
            var device = HeldBy(await SweptAsync(), token);
            if (!device.IsUsed || !drivers.Of(device.BoxType).Traits.IsLocal)
            {
                device = await ChangeAsync(known => HeldBy(known, token).InUse(Now).ToBeReset());
            }

            _actions++;
            return (await ReplacedAsync(device, token, call)).Lease!;
        });

    private async Task<DeviceState> ReplacedAsync(
        DeviceState device, long token, Func<IDeviceDriver, string, BoxRequest, CancellationToken, Task<Box>> call)
    {
        var request = await RequestOfAsync(device);
        var box = await ReachAsync(
            device, "replace", options.ResetTimeout, (driver, before, limit) => call(driver, before, request, limit));

        // The lease may have ended meanwhile; the box before is gone all the same.
        var next = await ChangeAsync(known =>
            known.BoxId != device.BoxId ? known
            : known.Holds(token, Now) ? known.InUse(Now).With(box).Clean()
            : known.With(box));
        return HeldBy(next, token);
    }

    private Task<T> CallAsync<T>(
        long token, string kind, TimeSpan timeout, Func<IDeviceDriver, string, CancellationToken, Task<T>> call) =>
        _calls.RunAsync(() => CarryOutAsync(token, kind, timeout, call));

    /// <summary>One call of the holder, when its turn has come; whether the lease holds is looked at then.</summary>
    private async Task<T> CarryOutAsync<T>(
        long token, string kind, TimeSpan timeout, Func<IDeviceDriver, string, CancellationToken, Task<T>> call)
    {
        var device = await UsedAsync(token);
        if (device.IsUsed)
        {
            device = await ReplacedAsync(
                device, token, (driver, box, request, limit) => driver.ResetAsync(box, request, new BoxReset(null, 0), limit));
        }

        _actions++;
        return await ReachAsync(device, kind, timeout, call);
    }

    /// <summary>A call to the box within its time. What it says of the box's health is kept.</summary>
    private async Task<T> ReachAsync<T>(
        DeviceState device, string kind, TimeSpan timeout, Func<IDeviceDriver, string, CancellationToken, Task<T>> call)
    {
        var box = device.BoxId!;
        var began = time.GetTimestamp();
        try
        {
            var answer = await WithinAsync(device.BoxType, timeout, limit => call(drivers.Of(device.BoxType), box, limit));
            GrainInstruments.DeviceCalled(device.BoxType, kind, time.GetElapsedTime(began));
            _seenAt = Now;
            if (device.Faults > 0)
            {
                await ChangeAsync(known => known.BoxId == box ? known.Healthy() : known);
            }

            return answer;
        }
        catch (DeviceLostException lost)
        {
            await LoseAsync(device, lost.Reason);
            throw;
        }
        catch (DeviceUnavailableException fault) when (fault.RetryAfter is null)
        {
            // A provider that says when to come again is overloaded; its box is none the worse.
            await ChangeAsync(known => known.BoxId == box ? known.Faulty(fault.Cause, Now) : known);
            Log.Faulty(logger, Id, box, fault.Cause);
            throw;
        }
    }

    /// <exception cref="DeviceUnavailableException">It did not end in time; whether it was done is unknown.</exception>
    private async Task<T> WithinAsync<T>(string boxType, TimeSpan timeout, Func<CancellationToken, Task<T>> call)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            // A driver may not look at the token: its answer is not waited for then.
            var answer = call(limit.Token);
            return answer.IsCompleted ? await answer : await answer.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new DeviceUnavailableException(
                boxType, $"no answer within {timeout.TotalSeconds} s, and whether it was done is unknown");
        }
    }

    private void Require(Func<DriverTraits, bool> has, string what)
    {
        var boxType = Known().BoxType;
        if (!has(drivers.Of(boxType).Traits))
        {
            throw new DeviceUnsupportedException(boxType, what);
        }
    }

    private static TimeSpan TimeOf(ScreenAction action) => action switch
    {
        ScreenAction.Wait wait => wait.Duration,
        ScreenAction.LongPress press => press.Duration,
        ScreenAction.Swipe swipe => swipe.Duration,
        _ => TimeSpan.Zero,
    };

    private static byte[] Bytes(ReadOnlyMemory<byte> image) =>
        MemoryMarshal.TryGetArray(image, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : image.ToArray();
}
