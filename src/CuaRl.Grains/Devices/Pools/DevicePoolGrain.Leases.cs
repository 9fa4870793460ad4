using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Diagnostics;

namespace CuaRl.Grains.Devices.Pools;

internal sealed partial class DevicePoolGrain
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    async Task<AcquireAnswer> IDevicePoolGrain.Acquire(AcquireRequest request)
    {
        DeviceChecks.Check(request);
        var definition = Defined();
        await LoadedAsync();
        var id = request.LeaseId;
        if (_leases.TryGetValue(id, out var held) || _ended.TryGetValue(id, out held))
        {
            // The device knows whether it holds, and answers as the first time.
            return new() { Lease = await DeviceOf(held).Lease(LeaseOf(request, definition)), Waited = TimeSpan.Zero };
        }

        if (IsDraining)
        {
            throw new DevicePoolDrainingException(Name);
        }

        var waiter = _granting.GetValueOrDefault(id) ?? (_line.TryFind(id, out var known) ? known : Enqueue(request, definition));
        return await WaitAsync(waiter, definition);
    }

    async Task IDevicePoolGrain.Cancel(string leaseId)
    {
        await LoadedAsync();
        if (_line.TryFind(leaseId, out var waiting))
        {
            _line.Remove(leaseId);
            waiting.Refuse(new DevicePoolExhaustedException(Name, leaseId, "it was given up"));
        }
        else if (_granting.TryGetValue(leaseId, out var waiter))
        {
            waiter.IsCancelled = true;
        }
        else if (_leases.TryGetValue(leaseId, out var slot))
        {
            await GiveBackAsync(slot, slot.Token);
        }
    }

    async Task IDevicePoolGrain.Release(string deviceId, long token)
    {
        if (DeviceIds.Parse(deviceId) is not var (pool, number) || pool != Name)
        {
            throw new InvalidRequestException("device_id", $"must be a device of pool '{Name}'");
        }

        await LoadedAsync();
        if (_slots.TryGetValue(number, out var slot))
        {
            await GiveBackAsync(slot, token);
        }
        else
        {
            await GrainFactory.GetDevice(deviceId).Release(token);
        }
    }

    private async Task GiveBackAsync(Slot slot, long token)
    {
        var device = await DeviceOf(slot).Release(token);
        if (!slot.IsBusy)
        {
            Learn(slot, device);
            Advance();
        }
    }

    private Waiter Enqueue(AcquireRequest request, DevicePoolDefinition definition)
    {
        if (_line.Count >= definition.QueueLimit && (_idle.Count == 0 || _line.Count > 0))
        {
            throw new DevicePoolExhaustedException(
                Name, request.LeaseId, $"{_line.Count} acquirers wait already, and {definition.QueueLimit} may");
        }

        var waiter = new Waiter(request, Now);
        _line.Add(request.LeaseId, waiter.Owner, waiter);
        Advance();
        return waiter;
    }

    private async Task<AcquireAnswer> WaitAsync(Waiter waiter, DevicePoolDefinition definition)
    {
        waiter.Calls++;
        waiter.AskedAt = Now;
        using var patience = new CancellationTokenSource();
        try
        {
            await Task.WhenAny(
                waiter.Answer, Task.Delay(waiter.Request.Patience ?? UsualPatience, time, patience.Token));
        }
        finally
        {
            patience.Cancel();
            waiter.Calls--;
            waiter.AskedAt = Now;
        }

        var waited = Now - waiter.Since;
        if (waiter.Answer.IsCompleted)
        {
            return new() { Lease = await waiter.Answer, Waited = waited };
        }

        if (waited > definition.WaitLimit && _line.Remove(waiter.Request.LeaseId))
        {
            throw new DevicePoolExhaustedException(
                Name, waiter.Request.LeaseId, $"it waited for {waited.TotalSeconds:0.#} s, longer than the pool lets anybody wait");
        }

        return new() { Position = _line.PositionOf(waiter.Request.LeaseId) ?? 0, Waited = waited };
    }

    /// <summary>Hands what is idle to whose turn it is.</summary>
    private void Serve()
    {
        while (!IsDraining && !_isStopping && _idle.First is { Value: var slot } && _line.TryTake(out var waiter))
        {
            Enter(slot, SlotPhase.Leased);
            slot.ExpiresAt = DateTimeOffset.MaxValue;
            slot.LeaseId = waiter.Request.LeaseId;
            slot.IsBusy = true;
            _granting[waiter.Request.LeaseId] = waiter;
            _ = GrantAsync(slot, waiter);
        }
    }

    private async Task GrantAsync(Slot slot, Waiter waiter)
    {
        var id = waiter.Request.LeaseId;
        try
        {
            Hold(slot, await DeviceOf(slot).Lease(LeaseOf(waiter.Request, Defined())));
        }
        catch (Exception error)
        {
            // The edge of a piece of work that nobody awaits. Whatever it was, the device itself says how it stands, and it may
            // have given the lease.
            Log.NotLeased(logger, Name, slot.DeviceId, id, error.Message);
            slot.LeaseId = null;
            Rest(slot, SlotPhase.Sick, Now);
            await RefreshAsync(slot);
        }

        slot.IsBusy = false;
        _granting.Remove(id);
        if (!waiter.Answer.IsCompletedSuccessfully)
        {
            Return(waiter);
            return;
        }

        var waited = Now - waiter.Since;
        _granted++;
        _waits.Add(waited);
        GrainInstruments.LeaseWaited(Name, waited);
        if (waiter.IsCancelled)
        {
            await QuietlyAsync(slot, () => GiveBackAsync(slot, slot.Token));
        }
    }

    /// <summary>Its turn had come and it was not served: it goes first again.</summary>
    private void Return(Waiter waiter)
    {
        if (_isStopping)
        {
            waiter.Refuse(new StaleStateException(this.GetGrainId().ToString(), record.Etag, null));
        }
        else if (IsDraining)
        {
            waiter.Refuse(new DevicePoolDrainingException(Name));
        }
        else if (!waiter.IsCancelled)
        {
            _line.AddFirst(waiter.Request.LeaseId, waiter.Owner, waiter);
            Advance();
        }
    }

    private static LeaseRequest LeaseOf(AcquireRequest request, DevicePoolDefinition definition) => new()
    {
        LeaseId = request.LeaseId,
        Holder = request.Holder,
        Duration = request.Duration ?? definition.LeaseDuration,
        BindDeadline = definition.BindDeadline,
        Limit = request.Limit ?? definition.LeaseLimit,
    };
}
