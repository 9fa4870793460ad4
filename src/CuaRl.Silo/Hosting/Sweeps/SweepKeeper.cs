using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Hosting.Sweeps;

/// <summary>
/// Wakes trainings whose pause, end or deletion has not reached all below them, and whose silo went away over it: once awake
/// they go on by themselves. It looks when the service starts, and from time to time for those of other silos.
/// </summary>
internal sealed partial class SweepKeeper(
    ITrainingIndex index, IGrainFactory grains, TimeProvider time, ILogger<SweepKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                foreach (var training in await index.ListUnsweptAsync(stoppingToken))
                {
                    await WakeAsync(training.ToString(), stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of the loop: whatever it is, the next round does the same work.
                Log.NotLooked(logger, error.Message, error is CuaRlException or TimeoutException ? null : error);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task WakeAsync(string training, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetTraining(training).Describe().WaitAsync(stoppingToken);
        }
        catch (NotFoundException)
        {
            // Gone since it was listed.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4211, LogLevel.Warning, "Trainings whose changes have not reached all below them cannot be woken: {Reason}")]
        public static partial void NotLooked(ILogger logger, string reason, Exception? error);
    }
}
