using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Devices;

/// <remarks>
/// Every method interleaves. What changes the record goes through one lane, what goes to the box through another, so that a slow
/// box holds up neither a renewal nor a look. Two activations of one device may exist for a moment: a lease is given, ended or
/// made longer only by a write over the version that this activation read, and one that this activation knows acts no longer than
/// the stored time says.
/// </remarks>
internal sealed partial class DeviceGrain(
    [PersistentState(DeviceState.StateName)] IPersistentState<DeviceState> record,
    DeviceDrivers drivers,
    DeviceOptions options,
    TimeProvider time,
    ILogger<DeviceGrain> logger) : Grain, IDeviceGrain
{
    private readonly Lane _writes = new();
    private readonly Lane _calls = new();

    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private DeviceState? _device;

    /// <summary>Calls since the record was last written.</summary>
    private long _actions;

    private DateTimeOffset? _seenAt;
    private bool _isBehind;
    private IGrainTimer? _expiry;
    private string? _id;

    private string Id => _id ??= GrainKeys.DeviceId(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _device = record.RecordExists ? record.State : null;
        WatchLease();
        return Task.CompletedTask;
    }

    async Task<DeviceInfo> IDeviceGrain.Describe() => InfoOf(await SweptAsync());

    private DeviceInfo InfoOf(DeviceState device) => device.Info with
    {
        Health = device.Info.Health with { LastSeenAt = _seenAt },
        Counters = device.Info.Counters with { Actions = device.NumActions + _actions },
    };

    /// <summary>Stores a change of the record as it stands when its turn has come; a change that gives it back as it was writes nothing.</summary>
    private Task<DeviceState> ChangeAsync(Func<DeviceState, DeviceState> change) => _writes.RunAsync(async () =>
    {
        var known = Known();
        var next = change(known);
        return ReferenceEquals(next, known) ? known : await SaveAsync(next);
    });

    private async Task<DeviceState> SaveAsync(DeviceState next)
    {
        var actions = _actions;
        next = next with { NumActions = next.NumActions + actions, UpdatedAt = Now };
        try
        {
            await this.StoreAsync(record, next);
        }
        catch
        {
            // Until the runtime has ended this activation, it must let nobody act on what it only believes.
            _isBehind = _device is not null && !ReferenceEquals(record.State, _device);
            throw;
        }

        _actions -= actions;
        _device = next;
        WatchLease();
        return next;
    }

    /// <summary>The record, free of a lease whose time is over.</summary>
    private async ValueTask<DeviceState> SweptAsync()
    {
        var known = Known();
        if (!known.IsOverdue(Now))
        {
            return known;
        }

        var swept = await ChangeAsync(device => device.Swept(Now));
        if (swept.LeaseId is null)
        {
            Log.LeaseOver(logger, Id, swept.LastLeaseId, swept.LastLeaseToken, swept.LastLeaseEnd);
        }

        return swept;
    }

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private DeviceState Known()
    {
        if (_isBehind)
        {
            throw new StaleStateException(this.GetGrainId().ToString(), record.Etag, null);
        }

        if (_device is { } known)
        {
            return known;
        }

        DeactivateOnIdle();
        throw new NotFoundException("device", Id);
    }

    /// <summary>Has the lease end by itself while this activation lives.</summary>
    private void WatchLease()
    {
        var due = _device is { LeaseId: not null, ExpiresAt: { } end }
            ? TimeSpan.FromTicks(Math.Max((end - time.GetUtcNow()).Ticks, TimeSpan.TicksPerMillisecond))
            : Timeout.InfiniteTimeSpan;
        if (_expiry is not null)
        {
            _expiry.Change(due, Timeout.InfiniteTimeSpan);
        }
        else if (due != Timeout.InfiniteTimeSpan)
        {
            _expiry = this.RegisterGrainTimer(
                OnLeaseDueAsync, new() { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        }
    }

    private async Task OnLeaseDueAsync(CancellationToken cancellationToken)
    {
        if (_isBehind)
        {
            return;
        }

        // Timers are not exact: one that came early is set again.
        await SweptAsync();
        WatchLease();
    }
}
