namespace CuaRl.Silo.Hosting.Devices;

/// <summary>
/// Wakes the pools of devices when the silo starts, and again after one of them died with its silo: from then on each looks after
/// itself, compares its boxes with the provider's and frees devices whose leases are over.
/// </summary>
internal sealed partial class PoolKeeper(IGrainFactory grains, TimeProvider time, ILogger<PoolKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                foreach (var pool in await grains.GetDeviceCatalog().ListPools(stoppingToken))
                {
                    await WakeAsync(pool, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of the loop: whatever it is, the next round does the same work.
                Log.NotListed(logger, error.Message, KnownOr(error));
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task WakeAsync(string pool, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetDevicePool(pool).Describe().WaitAsync(stoppingToken);
        }
        catch (NotFoundException)
        {
            // It has devices, and no longer a definition or a driver.
            Log.Unknown(logger, pool);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // One that cannot be woken must not keep the others from it.
            Log.NotWoken(logger, pool, error.Message, KnownOr(error));
        }
    }

    /// <summary>An error that says all in its message needs no stack trace.</summary>
    private static Exception? KnownOr(Exception error) => error is CuaRlException or TimeoutException ? null : error;

    private static partial class Log
    {
        [LoggerMessage(4301, LogLevel.Warning, "The pools of devices cannot be listed: {Reason}")]
        public static partial void NotListed(ILogger logger, string reason, Exception? error);

        [LoggerMessage(4302, LogLevel.Warning, "Pool {Pool} cannot be woken: {Reason}")]
        public static partial void NotWoken(ILogger logger, string pool, string reason, Exception? error);

        [LoggerMessage(4303, LogLevel.Debug, "Pool {Pool} has devices and is not configured")]
        public static partial void Unknown(ILogger logger, string pool);
    }
}
