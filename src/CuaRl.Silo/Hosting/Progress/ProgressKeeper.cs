namespace CuaRl.Silo.Hosting.Progress;

/// <summary>
/// Has running trainings store their progress from time to time, so that tables show it to those who ask no grain. A training
/// whose progress stands still writes nothing.
/// </summary>
internal sealed partial class ProgressKeeper(
    IGrainFactory grains, ServiceSettings settings, TimeProvider time, ILogger<ProgressKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.ProgressInterval == TimeSpan.Zero)
        {
            return;
        }

        while (true)
        {
            await Task.Delay(settings.ProgressInterval, time, stoppingToken);
            try
            {
                await SaveAllAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of the loop: whatever it is, the next round does the same work.
                Log.NotListed(logger, error.Message, KnownOr(error));
            }
        }
    }

    private async Task SaveAllAsync(CancellationToken stoppingToken)
    {
        var query = new TrainingQuery { Status = TrainingStatus.Running, IncludesArchived = true };
        do
        {
            var page = await grains.GetTrainingCatalog().List(query, stoppingToken);
            foreach (var training in page.Items)
            {
                await SaveAsync(training, stoppingToken);
            }

            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    private async Task SaveAsync(TrainingInfo training, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetTraining(training.Id).SaveProgress().WaitAsync(stoppingToken);
        }
        catch (NotFoundException)
        {
            // Deleted since it was listed.
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // One that cannot be saved must not keep the others from it.
            Log.NotSaved(logger, training.RunName, error.Message, KnownOr(error));
        }
    }

    /// <summary>An error that says all in its message needs no stack trace.</summary>
    private static Exception? KnownOr(Exception error) => error is CuaRlException or TimeoutException ? null : error;

    private static partial class Log
    {
        [LoggerMessage(4201, LogLevel.Warning, "Running trainings cannot be listed to store their progress: {Reason}")]
        public static partial void NotListed(ILogger logger, string reason, Exception? error);

        [LoggerMessage(4202, LogLevel.Warning, "The progress of training {RunName} cannot be stored: {Reason}")]
        public static partial void NotSaved(ILogger logger, string runName, string reason, Exception? error);
    }
}
