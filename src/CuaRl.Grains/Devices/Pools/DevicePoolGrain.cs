using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Pools;
using CuaRl.Core.Time;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Devices.Pools;

/// <remarks>
/// Only the definition is stored. Which device stands where is read from the devices' records when the pool starts and kept in
/// memory from then on; that memory decides nothing: a lease is given by the device, and a device that is held is not ended. So
/// two activations of one pool, for the moments that there may be, cost a refusal and nothing else.
/// </remarks>
internal sealed partial class DevicePoolGrain(
    [PersistentState(DevicePoolState.StateName)] IPersistentState<DevicePoolState> record,
    DeviceDrivers drivers,
    IDeviceIndex index,
    DeviceOptions options,
    TimeProvider time,
    ILogger<DevicePoolGrain> logger) : Grain, IDevicePoolGrain
{
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly Dictionary<string, Slot> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Slot> _ended = new(StringComparer.Ordinal);
    private readonly LinkedList<Slot> _idle = [];
    private readonly int[] _counts = new int[Enum.GetValues<SlotPhase>().Length];
    private readonly FairLine<Waiter> _line = new();
    private readonly Dictionary<string, Waiter> _granting = new(StringComparer.Ordinal);
    private readonly RecentWaits _waits = new();
    private readonly Lane _writes = new();
    private Task? _loading;
    private DevicePoolState? _stored;
    private DevicePoolDefinition? _definition;
    private IGrainTimer? _sweeping;
    private bool _isStopping;
    private long _granted;
    private long _leaked;
    private string? _name;

    private string Name => _name ??= GrainKeys.DevicePoolId(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    private bool IsDraining => _stored is { IsDraining: true };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = record.RecordExists ? record.State : null;
        _definition = _stored?.Definition
            ?? (drivers.Has(Name) ? options.Pool with { BoxType = Name } : null);
        if (_definition is not null)
        {
            Watch();
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Who waits asks again, and another activation answers.
        _isStopping = true;
        foreach (var waiter in _line.Items.ToArray())
        {
            waiter.Refuse(new StaleStateException(this.GetGrainId().ToString(), record.Etag, null));
        }

        return Task.CompletedTask;
    }

    async Task<DevicePoolInfo> IDevicePoolGrain.Configure(DevicePoolDefinition definition)
    {
        Rule.Keep("name", Name.Length > DeviceIds.MaxPoolNameLength ? $"must be at most {DeviceIds.MaxPoolNameLength} characters" : null);
        DeviceChecks.Check(definition, drivers);
        await LoadedAsync();
        if (definition.BoxType != _definition?.BoxType && _slots.Values.Any(slot => slot.Phase is not SlotPhase.Absent))
        {
            throw new InvalidRequestException(
                "box_type", $"must stay {_definition?.BoxType} while the pool has devices; drain it first, or use another pool");
        }

        await SaveAsync(() => (_stored ?? new DevicePoolState { Id = Name, CreatedAt = Now }) with
        {
            Definition = definition,
            IsDraining = false,
        });
        _definition = definition;
        Watch();
        Log.Configured(logger, Name, definition.BoxType, definition.MaxSize);
        Plan();
        return Info();
    }

    async Task<DevicePoolInfo> IDevicePoolGrain.Drain()
    {
        var definition = Defined();
        await LoadedAsync();
        await SaveAsync(() => (_stored ?? new DevicePoolState { Id = Name, CreatedAt = Now, Definition = definition }) with
        {
            IsDraining = true,
        });
        while (_line.TryTake(out var waiter))
        {
            waiter.Refuse(new DevicePoolDrainingException(Name));
        }

        Log.Draining(logger, Name);
        Plan();
        return Info();
    }

    async Task<DevicePoolInfo> IDevicePoolGrain.Describe()
    {
        _ = Defined();
        await LoadedAsync();
        return Info();
    }

    private DevicePoolInfo Info() => new()
    {
        Name = Name,
        Definition = Defined(),
        IsDraining = IsDraining,
        Waiting = _line.Count,
        Leased = Count(SlotPhase.Leased),
        Idle = Count(SlotPhase.Idle),
        Making = Count(SlotPhase.Making) + Count(SlotPhase.Worn),
        Sick = Count(SlotPhase.Sick),
        Leaked = _leaked,
        Granted = _granted,
        LeaseWaitP50 = _waits.Quantile(0.5),
        LeaseWaitP99 = _waits.Quantile(0.99),
        ReconciledAt = _reconciledAt,
    };

    private int Count(SlotPhase phase) => _counts[(int)phase];

    private DevicePoolDefinition Defined() => _definition ?? throw Missing();

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("device pool", Name);
    }

    private Task<bool> SaveAsync(Func<DevicePoolState> change) => _writes.RunAsync(async () =>
    {
        var next = change() with { UpdatedAt = Now };
        await this.StoreAsync(record, next);
        _stored = next;
        return true;
    });

    /// <summary>The places as the devices' records have them; a failure is the caller's, and the next call tries again.</summary>
    private Task LoadedAsync() => _loading is { IsFaulted: false, IsCanceled: false } loading ? loading : _loading = LoadAsync();

    private async Task LoadAsync()
    {
        foreach (var device in await index.ListPoolAsync(Name, CancellationToken.None))
        {
            if (DeviceIds.Parse(device.Id) is var (_, number))
            {
                Learn(SlotAt(number), device);
            }
        }

        Log.Loaded(logger, Name, _slots.Count, _leases.Count);
    }

    private Slot SlotAt(int number)
    {
        if (!_slots.TryGetValue(number, out var slot))
        {
            _slots[number] = slot = new Slot(number, DeviceIds.Of(Name, number));
            _counts[(int)slot.Phase]++;
        }

        return slot;
    }

    private IDeviceGrain DeviceOf(Slot slot) => GrainFactory.GetDevice(slot.DeviceId);

    private void Watch() => _sweeping ??= this.RegisterGrainTimer(
        SweepAsync, new() { DueTime = TimeSpan.Zero, Period = options.SweepInterval, Interleave = true, KeepAlive = true });
}
