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
    private readonly TimeProvider _time;
    private readonly ILogger<HeldDevice> _logger;

    private HeldDevice(IGrainFactory grains, IDevicePoolGrain pool, DeviceLease lease, TimeProvider time, ILogger<HeldDevice> logger)
    {
        (_pool, _device, _time, _logger) = (pool, grains.GetDevice(lease.DeviceId), time, logger);
        Lease = lease;
    }

    /// <summary>The lease; its box changes with a reset.</summary>
    public DeviceLease Lease { get; private set; }

    /// <summary>The device as validators see it.</summary>
    public LeasedShell Shell(string? finishMessage) => new(_device, Lease.Token, finishMessage);

    /// <summary>Waits for a device of a pool. An attempt that asks again gets the same lease.</summary>
    public static async Task<HeldDevice> AcquireAsync(
        IGrainFactory grains, RolloutPlan plan, int attempt, TimeProvider time, ILogger<HeldDevice> logger,
        CancellationToken cancellationToken)
    {
        var pool = grains.GetDevicePool(plan.Pool);
        var request = new AcquireRequest
        {
            LeaseId = LeaseIdOf(plan.RolloutId, attempt),
            Holder = new DeviceHolder { TrainingId = plan.TrainingId, RolloutId = plan.RolloutId, Attempt = attempt },
            Duration = plan.MaxTurnTime + TimeSpan.FromMinutes(1),
            Limit = plan.MaxTaskTime + TimeSpan.FromMinutes(10),
            Patience = Patient,
        };
        try
        {
            while (true)
            {
                var answer = await GuardedAsync(() => pool.Acquire(request), cancellationToken);
                if (answer.Lease is { } lease)
                {
                    return new HeldDevice(grains, pool, lease, time, logger);
                }
            }
        }
        catch
        {
            // The lease may have been given to an answer that nobody heard.
            _ = ForgetAsync(pool, request.LeaseId, logger);
            throw;
        }
    }

    /// <summary>Gives back what an attempt of an earlier driver may hold.</summary>
    public static Task ForgetAsync(IGrainFactory grains, string pool, string rolloutId, int attempt, ILogger<HeldDevice> logger) =>
        ForgetAsync(grains.GetDevicePool(pool), LeaseIdOf(rolloutId, attempt), logger);

    /// <summary>Makes it ready; that may be done again and again, and is while its provider is too busy.</summary>
    public async Task ResetAsync(TaskDefinition task, long seed, CancellationToken cancellationToken) => Lease = await PatientlyAsync(
        () => _device.Reset(Lease.Token, new DeviceReset { Task = task, Seed = seed }), cancellationToken);

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

    /// <summary>Gives it back. If that fails the lease ends by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _pool.Release(Lease.DeviceId, Lease.Token);
        }
        catch (Exception error) when (error is CuaRlException || Patience.Passes(error))
        {
            Log.NotReleased(_logger, Lease.DeviceId, error.Message);
        }
    }

    private static string LeaseIdOf(string rolloutId, int attempt) => FormattableString.Invariant($"{rolloutId}-{attempt}");

    private static async Task ForgetAsync(IDevicePoolGrain pool, string leaseId, ILogger logger)
    {
        try
        {
            await pool.Cancel(leaseId);
        }
        catch (Exception error) when (error is CuaRlException || Patience.Passes(error))
        {
            Log.NotCancelled(logger, leaseId, error.Message);
        }
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await GuardedAsync(call, cancellationToken);
            }
            catch (AttemptLostException lost) when (lost.InnerException is DeviceUnavailableException { RetryAfter: { } wanted })
            {
                await Task.Delay(wanted > ShortPause ? wanted : ShortPause, _time, cancellationToken);
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

        [LoggerMessage(5102, LogLevel.Information, "Lease {LeaseId} was not given up and ends by its deadline: {Reason}")]
        public static partial void NotCancelled(ILogger logger, string leaseId, string reason);
    }
}
