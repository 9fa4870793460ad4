using CuaRl.Core.Devices;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>
/// A device under a lease, for one attempt. Whatever it or the service fails in is an <see cref="AttemptLostException"/>: of an
/// action whose answer is lost nobody knows whether it was done.
/// </summary>
internal sealed partial class HeldDevice : IAsyncDisposable
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);

    private readonly IDevicePoolGrain _pool;
    private readonly IDeviceGrain _device;
    private readonly RolloutServices _services;
    private readonly ILogger<HeldDevice> _logger;
    private Task? _givenBack;

    private HeldDevice(RolloutServices services, IDevicePoolGrain pool, DeviceLease lease, ILogger<HeldDevice> logger)
    {
        (_services, _pool, _device, _logger) = (services, pool, services.Grains.GetDevice(lease.DeviceId), logger);
        Lease = lease;
    }

    /// <summary>The lease; its box changes with a reset.</summary>
    public DeviceLease Lease { get; private set; }

    /// <summary>How long it was waited for, in all: its provider was too busy.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>The device as validators see it.</summary>
    public LeasedShell Shell(string? finishMessage) => new(_device, Lease.Token, finishMessage);

    /// <summary>Waits for a device of a pool. An attempt that asks again gets the same lease.</summary>
    public static async Task<HeldDevice> AcquireAsync(
        RolloutServices services, RolloutPlan plan, int attempt, ILogger<HeldDevice> logger, CancellationToken cancellationToken)
    {
        var pool = services.Grains.GetDevicePool(plan.Pool);
        var request = new AcquireRequest
        {
            LeaseId = LeaseIdOf(plan.RolloutId, attempt),
            Holder = new DeviceHolder { TrainingId = plan.TrainingId, RolloutId = plan.RolloutId, Attempt = attempt },
            Duration = plan.MaxTurnTime + TimeSpan.FromMinutes(1),
            Limit = LimitOf(plan),
            Patience = Patient,
        };
        try
        {
            while (true)
            {
                try
                {
                    if (await GuardedAsync(() => pool.Acquire(request), cancellationToken) is { Lease: { } lease })
                    {
                        return new HeldDevice(services, pool, lease, logger);
                    }
                }
                catch (DevicePoolDrainingException draining)
                {
                    // Somebody has it drained, and configures it when it is to be used again.
                    Log.Draining(logger, plan.RolloutId, draining.Message);
                    await Task.Delay(Patient, services.Time, cancellationToken);
                }
            }
        }
        catch
        {
            // The lease may have been given to an answer that nobody heard. Nobody waits: it may take until the service is back.
            _ = ForgetAsync(services, pool, request.LeaseId, logger, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Gives back what an attempt of an earlier driver may hold.</summary>
    public static Task ForgetAsync(
        RolloutServices services, string pool, string rolloutId, int attempt, ILogger<HeldDevice> logger,
        CancellationToken cancellationToken) =>
        ForgetAsync(services, services.Grains.GetDevicePool(pool), LeaseIdOf(rolloutId, attempt), logger, cancellationToken);

    /// <summary>Makes it ready; that may be done again and again, and is while its provider is too busy.</summary>
    public async Task ResetAsync(TaskDefinition task, long seed, CancellationToken cancellationToken) => Lease = await PatientlyAsync(
        () => _device.Reset(Lease.Token, new DeviceReset { Task = task, Seed = seed }), cancellationToken);

    /// <summary>Makes it what it was; that may be done again and again, too.</summary>
    public async Task RestoreAsync(JsonText snapshot, CancellationToken cancellationToken) => Lease = await PatientlyAsync(
        () => _device.Restore(Lease.Token, snapshot), cancellationToken);

    /// <summary>The whole of it, to go on from later.</summary>
    public Task<JsonText> SnapshotAsync(CancellationToken cancellationToken) =>
        PatientlyAsync(() => _device.Snapshot(Lease.Token), cancellationToken);

    /// <summary>What it shows; looking may be done again and again.</summary>
    public Task<DeviceScreenshot> ScreenshotAsync(CancellationToken cancellationToken) =>
        PatientlyAsync(() => _device.Screenshot(Lease.Token), cancellationToken);

    /// <summary>Does something.</summary>
    /// <exception cref="InvalidRequestException">It cannot be done on this screen; nothing was done.</exception>
    public Task ActAsync(ScreenAction action, CancellationToken cancellationToken) => GuardedAsync(
        async () =>
        {
            await _device.Act(Lease.Token, DeviceActions.Of(action));
            return true;
        },
        cancellationToken);

    /// <summary>Gives it back; while the service is away that goes on behind, and if this process ends first the lease ends by itself.</summary>
    public Task GiveBackAsync() => _givenBack ??= ReleaseOnceAsync();

    public ValueTask DisposeAsync() => new(GiveBackAsync());

    private async Task ReleaseOnceAsync()
    {
        try
        {
            await _pool.Release(Lease.DeviceId, Lease.Token);
        }
        catch (Exception away) when (Patience.Passes(away))
        {
            _ = ReleaseAsync();
        }
        catch (CuaRlException error)
        {
            Log.NotReleased(_logger, Lease.DeviceId, error.Message);
        }
    }

    /// <summary>The time of the task, and what an episode may wait for its trainer beside: <see cref="RolloutEpisode"/>.</summary>
    private static TimeSpan LimitOf(RolloutPlan plan)
    {
        var limit = plan.MaxTaskTime + plan.MaxTurnTime + TimeSpan.FromMinutes(10);
        return limit < DeviceRules.MaxLease ? limit : DeviceRules.MaxLease;
    }

    private static string LeaseIdOf(string rolloutId, int attempt) => FormattableString.Invariant($"{rolloutId}-{attempt}");

    private static async Task ForgetAsync(
        RolloutServices services, IDevicePoolGrain pool, string leaseId, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await services.Patience.RepeatAsync(() => pool.Cancel(leaseId), cancellationToken);
        }
        catch (CuaRlException error)
        {
            Log.NotCancelled(logger, leaseId, error.Message);
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await _services.Patience.RepeatAsync(() => _pool.Release(Lease.DeviceId, Lease.Token), CancellationToken.None);
        }
        catch (CuaRlException error)
        {
            Log.NotReleased(_logger, Lease.DeviceId, error.Message);
        }
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = _services.Time.GetTimestamp();
            try
            {
                return await GuardedAsync(call, cancellationToken);
            }
            catch (AttemptLostException lost) when (lost.InnerException is DeviceUnavailableException { RetryAfter: { } wanted })
            {
                await Task.Delay(wanted > ShortPause ? wanted : ShortPause, _services.Time, cancellationToken);
                Waited += _services.Time.GetElapsedTime(asked);
            }
        }
    }

    private static async Task<T> GuardedAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && AttemptLostException.Of(error) is { } lost)
        {
            throw lost;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Information, "Device {DeviceId} was not given back and is freed by its deadline: {Reason}")]
        public static partial void NotReleased(ILogger logger, string deviceId, string reason);

        [LoggerMessage(5103, LogLevel.Information, "Rollout {RolloutId} waits for a device: {Reason}")]
        public static partial void Draining(ILogger logger, string rolloutId, string reason);

        [LoggerMessage(5102, LogLevel.Information, "Lease {LeaseId} was not given up and ends by its deadline: {Reason}")]
        public static partial void NotCancelled(ILogger logger, string leaseId, string reason);
    }
}
