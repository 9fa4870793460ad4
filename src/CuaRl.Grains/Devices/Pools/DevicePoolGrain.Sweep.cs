using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Diagnostics;

namespace CuaRl.Grains.Devices.Pools;

/// <summary>What the pool does by itself.</summary>
internal sealed partial class DevicePoolGrain
{
    private const int MostBackoff = 6;

    /// <summary>Before which the provider wants to be asked for no box.</summary>
    private DateTimeOffset _makesFrom;

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LoadedAsync();
        }
        catch (CuaRlException error)
        {
            Log.NotLoaded(logger, Name, error.Message);
            return;
        }

        var now = Now;
        ForgetWaiters(now);
        foreach (var slot in _slots.Values.ToArray().Where(slot => !slot.IsBusy))
        {
            if (slot.Phase is SlotPhase.Leased && slot.ExpiresAt <= now)
            {
                Begin(slot, () => RefreshAsync(slot));
            }
        }

        Probe(now);
        Plan();
        if (_reconciling is null or { IsCompleted: true } && now - (_triedAt ?? DateTimeOffset.MinValue) >= options.ReconcileInterval)
        {
            _triedAt = now;
            _ = ReconcileQuietlyAsync();
        }

        GrainInstruments.PoolSeen(
            Name, _line.Count, Count(SlotPhase.Leased), Count(SlotPhase.Idle), Count(SlotPhase.Sick));
    }

    /// <summary>Serves who waits; where that is not enough and there may be more devices, plans at once.</summary>
    private void Advance()
    {
        Serve();
        if (_line.Count > 0 && _slots.Count - Count(SlotPhase.Absent) < Defined().MaxSize)
        {
            Plan();
        }
    }

    /// <summary>Serves who waits, then has made and ended what the plan says.</summary>
    private void Plan()
    {
        Serve();
        if (_isStopping || _loading is not { IsCompletedSuccessfully: true })
        {
            return;
        }

        var definition = Defined();
        var now = Now;
        var most = now < _makesFrom ? 0 : options.Parallelism;
        var plan = PoolPlan.For(
            new(definition.MinSize, definition.MaxSize, definition.Warm, definition.IdleLimit, _line.Count, most, IsDraining),
            [.. _slots.Values.Where(slot => slot.Phase is not SlotPhase.Absent)
                .Select(slot => new PoolSlot(slot.Number, slot.Phase, now - slot.Since))]);
        foreach (var number in plan.Make)
        {
            Make(SlotAt(number), isReplaced: false);
        }

        foreach (var number in plan.Replace)
        {
            Make(SlotAt(number), isReplaced: true);
        }

        foreach (var slot in plan.End.Select(SlotAt).Where(slot => !slot.IsBusy))
        {
            Rest(slot, SlotPhase.Ending, now);
            Begin(slot, () => EndAsync(slot));
        }
    }

    private void Make(Slot slot, bool isReplaced)
    {
        if (!slot.IsBusy)
        {
            Rest(slot, SlotPhase.Making, Now);
            Begin(slot, () => MakeAsync(slot, isReplaced));
        }
    }

    private async Task MakeAsync(Slot slot, bool isReplaced)
    {
        var definition = Defined();
        var request = new DeviceRequest
        {
            BoxType = definition.BoxType,
            Lifetime = definition.BoxLifetime,
            Config = definition.BoxConfig,
        };
        if (isReplaced && await FindAsync(slot) is { } known)
        {
            if (known.Lease is not null || IsReady(known))
            {
                slot.IsBusy = false;
                Learn(slot, known);
                Plan();
                return;
            }

            if (known.Status is EnvironmentStatus.Running)
            {
                await DeviceOf(slot).Terminate(onlyIfFree: true);
                Log.Replaced(logger, Name, slot.DeviceId);
            }
        }

        var device = await DeviceOf(slot).Create(request);
        while (device.Status is EnvironmentStatus.Creating)
        {
            device = await DeviceOf(slot).Create(request);
        }

        slot.IsBusy = false;
        Learn(slot, device);
        Plan();
    }

    /// <summary>A device as it stands; null for one that was never asked for.</summary>
    private async Task<DeviceInfo?> FindAsync(Slot slot)
    {
        try
        {
            return await DeviceOf(slot).Describe();
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task EndAsync(Slot slot)
    {
        if (await FindAsync(slot) is { } known)
        {
            known = known.Lease is null ? await DeviceOf(slot).Terminate(onlyIfFree: true) : known;
            slot.IsBusy = false;
            Learn(slot, known);
        }
        else
        {
            Rest(slot, SlotPhase.Absent, Now);
        }

        Advance();
    }

    private async Task RefreshAsync(Slot slot)
    {
        await QuietlyAsync(slot, async () =>
        {
            var device = await DeviceOf(slot).Describe();
            slot.IsBusy = false;
            Learn(slot, device);
        });
        Advance();
    }

    private void Probe(DateTimeOffset now)
    {
        var due = _idle.Where(slot => !slot.IsBusy && now - slot.ProbedAt >= options.ProbeInterval).Take(options.Parallelism).ToArray();
        foreach (var slot in due)
        {
            slot.ProbedAt = now;
            _ = QuietlyAsync(slot, async () =>
            {
                var device = await DeviceOf(slot).Probe();
                if (!slot.IsBusy && slot.Phase is SlotPhase.Idle)
                {
                    Learn(slot, device);
                }
            });
        }
    }

    /// <summary>Who asks no more is not waiting; who has waited too long is told when it asks.</summary>
    private void ForgetWaiters(DateTimeOffset now)
    {
        var gone = _line.Items.Where(waiter => waiter.Calls == 0 && now - waiter.AskedAt >= options.ForgetWaiterAfter).ToArray();
        foreach (var waiter in gone)
        {
            _line.Remove(waiter.Request.LeaseId);
            Log.WaiterForgotten(logger, Name, waiter.Request.LeaseId);
        }
    }

    private void Begin(Slot slot, Func<Task> work)
    {
        slot.IsBusy = true;
        _ = QuietlyAsync(slot, work);
    }

    /// <summary>Work that nobody awaits. A place that it failed for rests, longer each time, and is then tried anew.</summary>
    private async Task QuietlyAsync(Slot slot, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            // The edge of that work: whatever it is, the place is tried again.
            Log.PlaceFailed(logger, Name, slot.DeviceId, error.Message, error is CuaRlException or TimeoutException ? null : error);
            var rest = options.RetryDelay * (1 << Math.Min(slot.Failures++, MostBackoff));
            if (error is DeviceUnavailableException { RetryAfter: { } asked })
            {
                _makesFrom = Now + asked > _makesFrom ? Now + asked : _makesFrom;
            }

            Forget(slot);
            Rest(slot, SlotPhase.Sick, Now + rest);
        }
        finally
        {
            slot.IsBusy = false;
        }
    }
}
