using CuaRl.Adapters.Postgres.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Sweeping;

/// <summary>Looks from time to time for what can be deleted: states of pruned runs, blobs that nobody uses, and old screenshots.</summary>
internal sealed partial class Sweeper(
    PrunedStates states, UnusedBlobs blobs, OldScreenshots screenshots, TimeProvider time, ILogger<Sweeper> logger) : BackgroundService
{
    /// <summary>Between two looks for states.</summary>
    public static readonly TimeSpan StatesInterval = TimeSpan.FromMinutes(1);

    /// <summary>Between two looks for blobs, at least: each old one is looked up among the states.</summary>
    public static readonly TimeSpan BlobsInterval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? blobsLast = null;
        while (true)
        {
            await TryAsync(SweepStatesAsync, stoppingToken);
            if (blobsLast is not { } last || time.GetElapsedTime(last) >= BlobsInterval)
            {
                blobsLast = time.GetTimestamp();
                await TryAsync(SweepScreenshotsAsync, stoppingToken);
                await TryAsync(SweepBlobsAsync, stoppingToken);
            }

            await Task.Delay(StatesInterval, time, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> sweep, CancellationToken stoppingToken)
    {
        try
        {
            await sweep(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, nothing is lost: the next look finds the same work. An outage is one line.
            var known = PostgresErrors.Translate(error);
            Log.Failed(logger, known?.Message ?? error.Message, known is { IsTransient: true } ? null : error);
        }
    }

    private async Task SweepStatesAsync(CancellationToken cancellationToken)
    {
        var (runs, deleted) = await states.SweepAsync(cancellationToken);
        if (deleted > 0)
        {
            Log.DeletedStates(logger, deleted, runs);
        }
    }

    private async Task SweepBlobsAsync(CancellationToken cancellationToken)
    {
        var deleted = await blobs.SweepAsync(cancellationToken);
        if (deleted > 0)
        {
            Log.DeletedBlobs(logger, deleted);
        }
    }

    private async Task SweepScreenshotsAsync(CancellationToken cancellationToken)
    {
        var deleted = await screenshots.SweepAsync(cancellationToken);
        if (deleted > 0)
        {
            Log.DeletedScreenshots(logger, deleted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Information, "Deleted {States} states of {Runs} pruned runs")]
        public static partial void DeletedStates(ILogger logger, long states, int runs);

        [LoggerMessage(2502, LogLevel.Information, "Deleted {Blobs} blobs that no state named")]
        public static partial void DeletedBlobs(ILogger logger, int blobs);

        [LoggerMessage(2504, LogLevel.Information, "Deleted {Screenshots} screenshots that are older than they are kept")]
        public static partial void DeletedScreenshots(ILogger logger, int screenshots);

        [LoggerMessage(2503, LogLevel.Warning, "Sweeping stopped until the next look: {Problem}")]
        public static partial void Failed(ILogger logger, string problem, Exception? error);
    }
}
