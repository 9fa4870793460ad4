using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// Devices of one type, handed out to whoever asks: trainings take turns, and within one the first come is the first served.
/// The key is <see cref="GrainKeys.DevicePool"/>. A pool by the name of a box type needs no configuration.
/// </summary>
[Alias("cuarl.IDevicePoolGrain")]
public interface IDevicePoolGrain : IGrainWithStringKey
{
    /// <summary>
    /// Acquires a device. When none is free within the request's patience the answer holds a position and no lease: ask again
    /// with the same lease id, which keeps its place; one that does not ask for a minute loses it.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such pool.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="DevicePoolExhaustedException">Too many wait already, or this one has waited too long.</exception>
    /// <exception cref="DevicePoolDrainingException">The pool gives out no devices.</exception>
    /// <exception cref="LeaseLostException">The lease was given and has ended since.</exception>
    [AlwaysInterleave, Alias("Acquire"), ResponseTimeout("00:01:00")]
    Task<AcquireAnswer> Acquire(AcquireRequest request);

    /// <summary>Gives up waiting, and gives back a device that was handed out meanwhile.</summary>
    [AlwaysInterleave, Alias("Cancel")]
    Task Cancel(string leaseId);

    /// <summary>Gives a device back. Repeating it does nothing.</summary>
    /// <exception cref="InvalidRequestException">The device is not of this pool.</exception>
    [AlwaysInterleave, Alias("Release")]
    Task Release(string deviceId, long token);

    /// <summary>Sets how the pool is run, from now on, and ends a drain.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule, or the box type is another than before while there
    /// are devices; nothing was written.</exception>
    [AlwaysInterleave, Alias("Configure")]
    Task<DevicePoolInfo> Configure(DevicePoolDefinition definition);

    /// <summary>Gives out no devices any more, turns away who waits, and ends devices as their leases end.</summary>
    /// <exception cref="NotFoundException">There is no such pool.</exception>
    [AlwaysInterleave, Alias("Drain")]
    Task<DevicePoolInfo> Drain();

    /// <summary>The pool as it stands.</summary>
    /// <exception cref="NotFoundException">There is no such pool.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<DevicePoolInfo> Describe();

    /// <summary>
    /// Compares the pool with the provider now, as it does at its start and from time to time: boxes of this service and pool
    /// that nobody holds are ended, devices whose boxes are gone are closed. Boxes of anybody else are left alone.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such pool.</exception>
    /// <exception cref="DeviceUnavailableException">The provider cannot be asked; repeat it later.</exception>
    [AlwaysInterleave, Alias("Reconcile"), ResponseTimeout("00:10:00")]
    Task<DeviceReconciliation> Reconcile();
}
