namespace CuaRl.Silo.Loop;

/// <summary>
/// Asks again for what passes by itself: a database or a silo that is away. It never gives up, since nothing can be done without
/// them; only calls that may be repeated go through it.
/// </summary>
internal sealed partial class Patience(TimeProvider time, ILogger<Patience> logger)
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public async Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call().WaitAsync(cancellationToken);
            }
            catch (Exception error) when (Passes(error) && !cancellationToken.IsCancellationRequested)
            {
                var pause = FirstPause * (1 << Math.Min(attempt, MostDoublings));
                Log.Waiting(logger, error.Message, pause.TotalSeconds);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    public Task RepeatAsync(Func<Task> call, CancellationToken cancellationToken) => RepeatAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);

    /// <summary>What a grain tells of its record; null when it has none.</summary>
    public async Task<T?> FindAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await RepeatAsync(call, cancellationToken);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether an error is of the service itself, and goes by.</summary>
    public static bool Passes(Exception error) =>
        error is StorageUnavailableException or StaleStateException or TimeoutException or OrleansException;

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Warning, "The service does not answer, and is asked again in {Seconds} s: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason, double seconds);
    }
}
