using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Devices;

internal sealed partial class DeviceGrain
{
    private Task? _making;

    async Task<DeviceInfo> IDeviceGrain.Create(DeviceRequest request)
    {
        DeviceChecks.Check(request, drivers);
        if (_device is { Status: EnvironmentStatus.Running } running)
        {
            return InfoOf(running);
        }

        if (_making is null or { IsCompleted: true })
        {
            _making = MakeAsync(request);
        }

        // It goes on behind an answer that says how far it is: no call is to outlast the engine's patience.
        var making = _making;
        await Task.WhenAny(making, Task.Delay(options.AnswerWithin, time));
        if (making.IsCompleted)
        {
            await making;
        }

        return InfoOf(Known());
    }

    private Task<bool> MakeAsync(DeviceRequest request) => _calls.RunAsync(async () =>
    {
        var driver = drivers.Of(request.BoxType);
        var device = await _writes.RunAsync(() => _isBehind || _device is { Status: EnvironmentStatus.Running }
            ? Task.FromResult(Known())
            : SaveAsync((_device ?? DeviceState.From(Id, Now)).Asking(request)));
        if (device.Status is EnvironmentStatus.Running)
        {
            return true;
        }

        var wanted = await RequestOfAsync(device);
        try
        {
            var began = time.GetTimestamp();
            var box = await WithinAsync(device.BoxType, options.CreateTimeout, limit => driver.CreateAsync(wanted, limit));
            GrainInstruments.BoxMade(device.BoxType, time.GetElapsedTime(began));
            await ChangeAsync(known => known.Running(box));
            _seenAt = Now;
            Log.Made(logger, Id, box.Id, device.Incarnation);
            return true;
        }
        catch (DeviceUnavailableException fault)
        {
            // It may have been made: the incarnation stays, and asking again takes it.
            await ChangeAsync(known => known.Unmade(fault.Cause, Now));
            throw;
        }
        catch (DeviceRefusedException refused)
        {
            await ChangeAsync(known => known.Faulty(refused.Cause, Now).Failed(refused.Cause, Now));
            throw;
        }
        catch (DeviceLostException lost)
        {
            await ChangeAsync(known => known.Faulty(lost.Reason, Now).Failed(lost.Reason, Now));
            throw;
        }
    });

    async Task<DeviceInfo> IDeviceGrain.Probe()
    {
        await _calls.RunAsync(async () =>
        {
            var device = await SweptAsync();
            if (device.Status is EnvironmentStatus.Running && !device.AwaitsReset)
            {
                try
                {
                    await ReachAsync(device, "probe", options.ProbeTimeout, ProbeAsync);
                }
                catch (CuaRlException failure) when (failure is DeviceLostException or DeviceUnavailableException or DeviceRefusedException)
                {
                    // It is in the record, or the provider's to say: who asks looks at the health.
                    Log.ProbeFailed(logger, Id, failure.Message);
                }
            }

            return true;
        });
        return InfoOf(Known());
    }

    /// <summary>Both ways: whether the box shows something, and whether it takes input.</summary>
    private async Task<bool> ProbeAsync(IDeviceDriver driver, string box, CancellationToken limit)
    {
        await driver.ScreenshotAsync(box, limit);
        var idle = await driver.RunAsync(box, driver.Traits.IdleCommand, options.ProbeTimeout, limit);
        return idle.ExitCode == 0 ? true : throw new DeviceUnavailableException(
            driver.BoxType, $"'{driver.Traits.IdleCommand}' ended with {idle.ExitCode}: {idle.Output}");
    }

    Task<DeviceReconciliation> IDeviceGrain.Reconcile(string[] boxIds) => _calls.RunAsync(async () =>
    {
        var device = await SweptAsync();
        if (device.Status is EnvironmentStatus.Creating)
        {
            return new DeviceReconciliation { Boxes = boxIds.Length };
        }

        var driver = drivers.Of(device.BoxType);
        var closed = 0;
        if (device.BoxId is { } own && await LookAsync(device, token => driver.FindAsync(own, token)) is null)
        {
            if (Known().AwaitsReset)
            {
                // The reset takes or ends what there is under the label.
                return new DeviceReconciliation { Boxes = boxIds.Length };
            }

            closed = await LoseAsync(device, "its provider does not know it any more") ? 1 : 0;
        }

        // Another activation may have made another box since: only what is stored tells which is the device's own.
        var others = boxIds.Where(box => box != Known().BoxId).ToArray();
        if (others.Length > 0)
        {
            await RefreshAsync();
        }

        foreach (var box in others.Where(box => box != Known().BoxId))
        {
            await LookAsync(device, token => EndAsync(driver, box, token));
            Log.OrphanEnded(logger, Id, box);
        }

        return new DeviceReconciliation { Boxes = boxIds.Length, Closed = closed, Terminated = others.Length };
    });

    Task<DeviceInfo> IDeviceGrain.Terminate(bool onlyIfFree) => _calls.RunAsync(async () =>
    {
        var device = await SweptAsync();
        if (onlyIfFree && device.LeaseId is { } lease)
        {
            throw new DeviceBusyException(Id, $"lease '{lease}' holds, and only a free device was to be ended");
        }

        if (device.Status is EnvironmentStatus.Terminated)
        {
            return InfoOf(device);
        }

        var driver = drivers.Of(device.BoxType);
        var before = device;
        if (onlyIfFree)
        {
            // The record first, so that no lease is given meanwhile; a box that outlives it is found by its label.
            device = await ChangeAsync(known => known.LeaseId is null
                ? known.Terminated(Now)
                : throw new DeviceBusyException(Id, $"lease '{known.LeaseId}' holds, and only a free device was to be ended"));
        }

        foreach (var box in await BoxesOfAsync(driver, before))
        {
            await LookAsync(before, token => EndAsync(driver, box, token));
        }

        device = await ChangeAsync(known => known.Status is EnvironmentStatus.Terminated ? known : known.Terminated(Now));
        Log.Ended(logger, Id, before.BoxId);
        return InfoOf(device);
    });

    /// <summary>What the device's box is made by, as its record says.</summary>
    private async ValueTask<BoxRequest> RequestOfAsync(DeviceState device) => new(
        new(await drivers.OwnerAsync(), PoolOf(device), Id, device.Incarnation),
        TimeSpan.FromSeconds(device.LifetimeSeconds), options.CreateTimeout, device.Config);

    /// <summary>The device's boxes: the one of its record or, while one may be in the making, those that carry its label.</summary>
    private async Task<IReadOnlyList<string>> BoxesOfAsync(IDeviceDriver driver, DeviceState device)
    {
        if (device.Status is not EnvironmentStatus.Creating && !device.AwaitsReset)
        {
            return device.BoxId is { } own ? [own] : [];
        }

        var owner = await drivers.OwnerAsync();
        var boxes = await LookAsync(device, token => driver.ListAsync(PoolOf(device), token));
        return [.. boxes.Where(box => box.Label is { } label && label.Service == owner && label.Device == Id).Select(box => box.Id)];
    }

    private Task<T> LookAsync<T>(DeviceState device, Func<CancellationToken, Task<T>> call) =>
        WithinAsync(device.BoxType, options.ScreenshotTimeout, call);

    private static async Task<bool> EndAsync(IDeviceDriver driver, string boxId, CancellationToken cancellationToken)
    {
        await driver.TerminateAsync(boxId, cancellationToken);
        return true;
    }

    private static string PoolOf(DeviceState device) => device.Pool ?? device.Id;

    /// <summary>Ends the device whose box is gone; a lease that was given since it was seen, and resets it first, finds out by itself.</summary>
    /// <returns>Whether it was ended.</returns>
    private async Task<bool> LoseAsync(DeviceState seen, string reason)
    {
        var isLost = false;
        await ChangeAsync(known =>
        {
            isLost = known.BoxId == seen.BoxId && (known.Token == seen.Token || !known.AwaitsReset);
            return isLost ? known.Failed(reason, Now) : known;
        });
        if (isLost)
        {
            Log.BoxLost(logger, Id, seen.BoxId!, reason);
        }

        return isLost;
    }

    private Task<DeviceState> RefreshAsync() => _writes.RunAsync(async () =>
    {
        await record.ReadStateAsync();
        _device = record.RecordExists ? record.State : null;
        WatchLease();
        return Known();
    });
}
