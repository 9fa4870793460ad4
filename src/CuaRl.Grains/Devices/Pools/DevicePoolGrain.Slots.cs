using CuaRl.Core.Devices.Pools;

namespace CuaRl.Grains.Devices.Pools;

/// <summary>What the pool remembers of its places.</summary>
internal sealed partial class DevicePoolGrain
{
    /// <summary>Takes over what a device said of itself.</summary>
    private void Learn(Slot slot, DeviceInfo device)
    {
        var lease = device.Lease;
        if (slot.LeaseId is { } held && held != lease?.LeaseId)
        {
            Forget(slot);
        }

        Remember(slot, device.LastLeaseId);
        if (lease is not null)
        {
            Hold(slot, lease);
            return;
        }

        switch (device.Status)
        {
            case EnvironmentStatus.Running when IsReady(device):
                slot.Failures = 0;
                Rest(slot, SlotPhase.Idle, Now);
                break;
            case EnvironmentStatus.Running when IsHealthy(device):
                Rest(slot, SlotPhase.Worn, Now);
                break;
            case EnvironmentStatus.Running or EnvironmentStatus.Error or EnvironmentStatus.Creating:
                Rest(slot, SlotPhase.Sick, Now);
                break;
            default:
                Rest(slot, SlotPhase.Absent, Now);
                break;
        }
    }

    private bool IsReady(DeviceInfo device) =>
        device.Status is EnvironmentStatus.Running && IsHealthy(device)
        && Defined().RecycleAfter is var most && (most == 0 || device.Counters.BoxLeases < most);

    private bool IsHealthy(DeviceInfo device) => device.Health.Faults < Defined().FaultLimit;

    private void Hold(Slot slot, DeviceLease lease)
    {
        Enter(slot, SlotPhase.Leased);
        slot.LeaseId = lease.LeaseId;
        slot.Token = lease.Token;
        slot.ExpiresAt = lease.ExpiresAt;
        _leases[lease.LeaseId] = slot;
        if (_granting.TryGetValue(lease.LeaseId, out var waiter))
        {
            waiter.Grant(lease);
        }
    }

    /// <summary>The lease is over, or was never given.</summary>
    private void Forget(Slot slot)
    {
        if (slot.LeaseId is { } lease && _leases.TryGetValue(lease, out var holding) && holding == slot)
        {
            _leases.Remove(lease);
        }

        slot.LeaseId = null;
        slot.Token = 0;
    }

    /// <summary>Of each place the lease before is known, so that asking for it again is no new lease.</summary>
    private void Remember(Slot slot, string? lease)
    {
        if (lease is null || lease == slot.LastLeaseId)
        {
            return;
        }

        if (slot.LastLeaseId is { } before && _ended.TryGetValue(before, out var ended) && ended == slot)
        {
            _ended.Remove(before);
        }

        slot.LastLeaseId = lease;
        _ended[lease] = slot;
    }

    /// <summary>Puts a place where it stays until something is done with it.</summary>
    private void Rest(Slot slot, SlotPhase phase, DateTimeOffset since)
    {
        if (slot.Phase != phase)
        {
            Enter(slot, phase);
            slot.Since = since;
            slot.ProbedAt = since;
        }
    }

    private void Enter(Slot slot, SlotPhase phase)
    {
        if (slot.Idle is { } node)
        {
            _idle.Remove(node);
            slot.Idle = null;
        }

        _counts[(int)slot.Phase]--;
        _counts[(int)phase]++;
        slot.Phase = phase;
        if (phase is SlotPhase.Idle)
        {
            slot.Idle = _idle.AddLast(slot);
        }
    }
}
