using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>Watches the service lock while the host runs, and ends the process when another one has taken it.</summary>
internal sealed partial class ServiceLockGuard(
    PostgresStore store, IHostApplicationLifetime lifetime, ILogger<ServiceLockGuard> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Lock is not { } held)
        {
            throw new ConfigurationException("The service lock must be taken before the host starts.");
        }

        try
        {
            await held.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the lock goes with the store.
        }
        catch (ConfigurationException taken)
        {
            Log.Taken(logger, taken.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2304, LogLevel.Critical, "This process ends: {Problem}")]
        public static partial void Taken(ILogger logger, string problem);
    }
}
