using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// A device: one box of a provider at a time, held by one lease at a time. The key is <see cref="GrainKeys.Device"/>.
/// </summary>
/// <remarks>
/// Calls that carry a token are carried out one after the other, in the order in which they came; all others interleave with
/// them. Such a call throws <see cref="LeaseLostException"/> when the token's lease does not hold, and then nothing was done;
/// <see cref="DeviceLostException"/> when the box is gone, which ends the lease;
/// <see cref="DeviceUnavailableException"/> when the provider did not answer in time, and then it may have been done, or when it is
/// overloaded and says when to come again, and then it was not done;
/// <see cref="DeviceRefusedException"/> when the provider refuses; <see cref="InvalidRequestException"/> when a field breaks
/// a rule, and then nothing was done.
/// What one holder left on a box no other sees: before the first call under a lease, unless that is <see cref="Reset"/> or
/// <see cref="Restore"/>, a box that another lease used is reset, which may give another box than the lease named.
/// </remarks>
[Alias("cuarl.IDeviceGrain")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a box unless there is one. It answers after 20 s at the latest, with <see cref="EnvironmentStatus.Creating"/>
    /// while the provider is at work: repeat it until the box runs. A box whose answer was lost is taken, not made twice.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="DeviceUnavailableException">The provider cannot be asked; repeat it later.</exception>
    /// <exception cref="DeviceRefusedException">The provider refuses.</exception>
    [AlwaysInterleave, Alias("Create"), ResponseTimeout("00:01:00")]
    Task<DeviceInfo> Create(DeviceRequest request);

    /// <summary>Leases the device. Repeating it with the same lease id gives the same lease while it holds.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="DeviceBusyException">Another lease holds, or the box does not run.</exception>
    /// <exception cref="LeaseLostException">That lease was the last one, and has ended.</exception>
    [AlwaysInterleave, Alias("Lease")]
    Task<DeviceLease> Lease(LeaseRequest request);

    /// <summary>Lets a lease hold from now for its whole duration.</summary>
    /// <exception cref="LeaseLostException">It does not hold any more.</exception>
    [AlwaysInterleave, Alias("Renew")]
    Task<DeviceLease> Renew(long token);

    /// <summary>Gives the device back. Repeating it, or giving back a lease that ended otherwise, does nothing.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Release")]
    Task<DeviceInfo> Release(long token);

    /// <summary>The device as it stands.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<DeviceInfo> Describe();

    /// <summary>What the device shows.</summary>
    [AlwaysInterleave, Alias("Screenshot"), ResponseTimeout("00:07:00")]
    Task<DeviceScreenshot> Screenshot(long token);

    /// <summary>Carries out an action.</summary>
    [AlwaysInterleave, Alias("Act"), ResponseTimeout("00:07:00")]
    Task Act(long token, DeviceAction action);

    /// <summary>Runs a command and waits for its end.</summary>
    /// <param name="token">The lease's token.</param>
    /// <param name="command">The command, 1 to 10,000 characters.</param>
    /// <param name="timeout">How long it may take, up to 5 min; null for 30 s.</param>
    [AlwaysInterleave, Alias("Shell"), ResponseTimeout("00:12:00")]
    Task<DeviceCommandResult> Shell(long token, string command, TimeSpan? timeout = null);

    /// <summary>Installs an app: a package, or the address of one.</summary>
    [AlwaysInterleave, Alias("InstallApp"), ResponseTimeout("00:12:00")]
    Task InstallApp(long token, string app);

    /// <summary>Brings an app to the front.</summary>
    [AlwaysInterleave, Alias("OpenApp"), ResponseTimeout("00:07:00")]
    Task OpenApp(long token, string package);

    /// <summary>
    /// Makes the device as good as new, ready for a task. Its box may be another one afterwards. One that failed because the provider
    /// was unavailable is repeated under the same lease: whatever became of the box, it goes on from there.
    /// </summary>
    [AlwaysInterleave, Alias("Reset"), ResponseTimeout("00:07:00")]
    Task<DeviceLease> Reset(long token, DeviceReset reset);

    /// <summary>The whole of the device, to go on from later.</summary>
    /// <exception cref="DeviceUnsupportedException">Its driver cannot do that.</exception>
    [AlwaysInterleave, Alias("Snapshot"), ResponseTimeout("00:12:00")]
    Task<JsonText> Snapshot(long token);

    /// <summary>Makes the device what it was. Its box may be another one afterwards. It is repeated like <see cref="Reset"/>.</summary>
    /// <exception cref="DeviceUnsupportedException">Its driver cannot do that.</exception>
    [AlwaysInterleave, Alias("Restore"), ResponseTimeout("00:07:00")]
    Task<DeviceLease> Restore(long token, JsonText snapshot);

    /// <summary>Whether the goal of a task was strictly reached; null if the driver cannot tell.</summary>
    [AlwaysInterleave, Alias("CheckGoal"), ResponseTimeout("00:07:00")]
    Task<bool?> CheckGoal(long token, TaskDefinition task, string? finishMessage);

    /// <summary>Where a person can watch the device.</summary>
    /// <param name="token">The lease's token.</param>
    /// <param name="duration">For how long, 1 s to 24 h; null for 1 h.</param>
    /// <exception cref="DeviceUnsupportedException">Its driver cannot do that.</exception>
    [AlwaysInterleave, Alias("LiveView"), ResponseTimeout("00:07:00")]
    Task<DeviceLiveView> LiveView(long token, TimeSpan? duration = null);

    /// <summary>
    /// Looks whether the box still answers in time with a picture, and to a command of its shell that changes nothing, whoever holds
    /// it, and closes the record of one that is gone. One that its holder's next call resets is left to that call.
    /// A failure counts; it is not thrown.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Probe"), ResponseTimeout("00:02:00")]
    Task<DeviceInfo> Probe();

    /// <summary>
    /// Compares the record with the provider: a box that is gone is closed, and of the boxes named those that are not the
    /// device's own are ended; not while the holder's next call resets a box that is gone.
    /// </summary>
    /// <param name="boxIds">Boxes that carry the device's label.</param>
    /// <exception cref="DeviceUnavailableException">The provider cannot be asked; repeat it later.</exception>
    [AlwaysInterleave, Alias("Reconcile"), ResponseTimeout("00:02:00")]
    Task<DeviceReconciliation> Reconcile(string[] boxIds);

    /// <summary>Ends the device's box, and with it a lease that holds. <see cref="Create"/> takes the device up again.</summary>
    /// <param name="onlyIfFree">A device that is held is left alone.</param>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="DeviceBusyException">It is held, and only a free one was to be ended.</exception>
    /// <exception cref="DeviceUnavailableException">The provider cannot be asked; repeat it later.</exception>
    [AlwaysInterleave, Alias("Terminate"), ResponseTimeout("00:02:00")]
    Task<DeviceInfo> Terminate(bool onlyIfFree = false);
}
