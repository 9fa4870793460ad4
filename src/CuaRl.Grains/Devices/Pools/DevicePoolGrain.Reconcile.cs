using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Devices.Pools;

/// <summary>How the pool finds boxes that nobody holds, and devices without a box.</summary>
internal sealed partial class DevicePoolGrain
{
    private Task<DeviceReconciliation>? _reconciling;
    private DateTimeOffset? _triedAt;
    private DateTimeOffset? _reconciledAt;

    async Task<DeviceReconciliation> IDevicePoolGrain.Reconcile()
    {
        _ = Defined();
        await LoadedAsync();
        if (_reconciling is { IsCompleted: false } before)
        {
            // It may have looked before what the caller knows of.
            await Task.WhenAny(before);
        }

        return await ReconcileAsync();
    }

    /// <summary>One at a time.</summary>
    private Task<DeviceReconciliation> ReconcileAsync() =>
        _reconciling is { IsCompleted: false } running ? running : _reconciling = CompareAsync();

    private async Task ReconcileQuietlyAsync()
    {
        try
        {
            await ReconcileAsync();
        }
        catch (CuaRlException error)
        {
            Log.NotReconciled(logger, Name, error.Message);
        }
    }

    private async Task<DeviceReconciliation> CompareAsync()
    {
        var driver = drivers.Of(Defined().BoxType);
        var owner = await drivers.OwnerAsync();
        var result = driver.Traits.IsLocal ? await CompareEachAsync() : await CompareListAsync(driver, owner);
        _reconciledAt = Now;
        if (result.Terminated > 0)
        {
            _leaked += result.Terminated;
            GrainInstruments.BoxesLeaked(Name, result.Terminated);
        }

        if (result.Terminated + result.Closed + result.Failed > 0)
        {
            Log.Reconciled(logger, Name, result.Boxes, result.Terminated, result.Closed, result.Failed);
        }

        Advance();
        return result;
    }

    /// <summary>Boxes that only the process knows in which a device lives: each device looks for its own.</summary>
    private Task<DeviceReconciliation> CompareEachAsync()
    {
        var slots = _slots.Values.Where(slot => slot.Phase is SlotPhase.Idle or SlotPhase.Leased or SlotPhase.Worn or SlotPhase.Sick).ToArray();
        return AllAsync(slots.Length, [.. slots.Select(slot => (Func<Task<DeviceReconciliation>>)(() => AskAsync(slot.DeviceId, [])))]);
    }

    private async Task<DeviceReconciliation> CompareListAsync(IDeviceDriver driver, string owner)
    {
        // Boxes first, records after: a box is nobody's only if there was no record yet when it was listed.
        var boxes = (await ListAsync(driver))
            .Where(box => box.Label is { } label && label.Service == owner && label.Pool == Name)
            .Select(box => new ListedBox(box.Id, box.Label!.Device))
            .ToArray();
        var devices = await index.ListPoolAsync(Name, CancellationToken.None);
        var comparison = BoxComparison.Of(boxes, [.. devices.Select(device => new KnownDevice(device.Id, device.BoxId))]);
        return await AllAsync(
            boxes.Length,
            [
                .. comparison.Orphans.Select(box => (Func<Task<DeviceReconciliation>>)(() => EndOrphanAsync(driver, box))),
                .. comparison.Doubts.Select(doubt => (Func<Task<DeviceReconciliation>>)(() => AskAsync(doubt.Key, [.. doubt.Value]))),
            ]);
    }

    private async Task<IReadOnlyList<Box>> ListAsync(IDeviceDriver driver)
    {
        using var limit = new CancellationTokenSource(options.CreateTimeout, time);
        try
        {
            return await driver.ListAsync(Name, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new DeviceUnavailableException(driver.BoxType, $"its boxes were not listed within {options.CreateTimeout.TotalSeconds} s");
        }
    }

    private async Task<DeviceReconciliation> EndOrphanAsync(IDeviceDriver driver, string box)
    {
        using var limit = new CancellationTokenSource(options.ScreenshotTimeout, time);
        await driver.TerminateAsync(box, limit.Token).WaitAsync(limit.Token);
        Log.OrphanEnded(logger, Name, box);
        return new() { Terminated = 1 };
    }

    private async Task<DeviceReconciliation> AskAsync(string deviceId, string[] boxes)
    {
        var result = await GrainFactory.GetDevice(deviceId).Reconcile(boxes);
        if (result.Closed > 0 && DeviceIds.Parse(deviceId) is var (_, number) && SlotAt(number) is { IsBusy: false } slot)
        {
            await RefreshAsync(slot);
        }

        return result;
    }

    private async Task<DeviceReconciliation> AllAsync(int boxes, Func<Task<DeviceReconciliation>>[] work)
    {
        var (terminated, closed, failed) = (0, 0, 0);
        foreach (var part in work.Chunk(options.Parallelism))
        {
            foreach (var result in await Task.WhenAll(part.Select(CountedAsync)))
            {
                terminated += result.Terminated;
                closed += result.Closed;
                failed += result.Failed;
            }
        }

        return new() { Boxes = boxes, Terminated = terminated, Closed = closed, Failed = failed };
    }

    private async Task<DeviceReconciliation> CountedAsync(Func<Task<DeviceReconciliation>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is CuaRlException or TimeoutException or OperationCanceledException or OrleansException)
        {
            // One that cannot be asked must not keep the others from it.
            Log.NotReconciled(logger, Name, error.Message);
            return new() { Failed = 1 };
        }
    }
}
