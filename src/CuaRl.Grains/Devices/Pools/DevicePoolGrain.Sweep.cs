using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Checks;
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
            else if (slot.Phase is SlotPhase.Ending && slot.Since <= now)
            {
                Begin(slot, () => EndAsync(slot));
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
        foreach (var slot in plan.Make.Concat(plan.Replace).Select(SlotAt).Where(slot => !slot.IsBusy))
        {
            Make(slot);
        }

        foreach (var slot in plan.End.Select(SlotAt).Where(slot => !slot.IsBusy))
        {
            Rest(slot, SlotPhase.Ending, now);
            Begin(slot, () => EndAsync(slot));
        }
    }

    private void Make(Slot slot)
    {
        var before = slot.Phase;
        Rest(slot, SlotPhase.Making, Now);
        Begin(slot, () => MakeAsync(slot, isReplaced: before is not SlotPhase.Absent), before);
    }

    private async Task MakeAsync(Slot slot, bool isReplaced)
    {
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

        var device = await CreatedAsync(slot);
        slot.IsBusy = false;
        if (device is not null)
        {
            Learn(slot, device);
            Plan();
        }
    }

    /// <summary>The device with its box; null when the provider wants to be asked for one later, which holds of every place.</summary>
    private async Task<DeviceInfo?> CreatedAsync(Slot slot)
    {
        var definition = Defined();
        var request = new DeviceRequest
        {
            BoxType = definition.BoxType,
            Lifetime = definition.BoxLifetime,
            Config = definition.BoxConfig,
        };
        try
        {
            DeviceInfo device;
            do
            {
                device = await DeviceOf(slot).Create(request);
            }
            while (device.Status is EnvironmentStatus.Creating);
            return device;
        }
        catch (DeviceUnavailableException error) when (error.RetryAfter is { } asked)
        {
            Log.PlaceFailed(logger, Name, slot.DeviceId, error.Message, null);
            var from = Now + asked;
            _makesFrom = from > _makesFrom ? from : _makesFrom;
            Rest(slot, SlotPhase.Sick, from);
            return null;
        }
    }

    /// <summary>A device as it stands; null for one that was never asked for.</summary>
    private Task<DeviceInfo?> FindAsync(Slot slot) => DeviceOf(slot).Describe().OrNullAsync();

    private async Task EndAsync(Slot slot)
    {
        var known = await FindAsync(slot);
        if (known is { Lease: null })
        {
            known = await DeviceOf(slot).Terminate(onlyIfFree: true);
        }

        slot.IsBusy = false;
        if (known is null)
        {
            Rest(slot, SlotPhase.Absent, Now);
        }
        else
        {
            Learn(slot, known);
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
            _ = ProbeAsync(slot);
        }
    }

    /// <summary>A look at an idle device, which may be handed out meanwhile: then it is its holder's to say how it stands.</summary>
    private async Task ProbeAsync(Slot slot)
    {
        DeviceInfo device;
        try
        {
            device = await DeviceOf(slot).Probe();
        }
        catch (Exception error)
        {
            // The edge of work that nobody awaits. What a probe finds it does not throw: only the device itself knows more.
            Log.PlaceFailed(logger, Name, slot.DeviceId, error.Message, Unforeseen(error));
            return;
        }

        if (slot is { IsBusy: false, Phase: SlotPhase.Idle })
        {
            Learn(slot, device);
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

    /// <param name="slot">The place.</param>
    /// <param name="work">What is done with it.</param>
    /// <param name="before">Where it stands again if the provider has no time for it; null for where it stands.</param>
    private void Begin(Slot slot, Func<Task> work, SlotPhase? before = null)
    {
        slot.IsBusy = true;
        _ = QuietlyAsync(slot, work, before);
    }

    /// <summary>
    /// Work that nobody awaits, and that frees the place when it has come to its end. A place that it failed for rests, longer each time,
    /// and is then tried anew; one that the provider only had no time for is none the worse.
    /// </summary>
    private async Task QuietlyAsync(Slot slot, Func<Task> work, SlotPhase? before = null)
    {
        before ??= slot.Phase;
        try
        {
            await work();
        }
        catch (Exception error)
        {
            // The edge of that work: whatever it is, the place is tried again.
            Log.PlaceFailed(logger, Name, slot.DeviceId, error.Message, Unforeseen(error));
            slot.IsBusy = false;
            if (error is DeviceUnavailableException { RetryAfter: { } asked })
            {
                Enter(slot, before.Value);
                slot.Since = Now + asked;
            }
            else
            {
                Forget(slot);
                Rest(slot, SlotPhase.Sick, Now + (options.RetryDelay * (1 << Math.Min(slot.Failures++, MostBackoff))));
            }
        }
    }

    private static Exception? Unforeseen(Exception error) => error is CuaRlException or TimeoutException ? null : error;
}
