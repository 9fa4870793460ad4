namespace CuaRl.Silo.Loop;

/// <summary>
/// Waits for what one training needs and is away: its trainer, or what computes its rewards. It never gives up, and the training's record
/// says what it waits for. Requests to a trainer carry numbers, so that one whose answer was lost is not carried out twice.
/// </summary>
internal sealed class Outages(TimeProvider time, Func<string?, CancellationToken, Task> sayAsync)
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Hundreds of rollouts may wait for one trainer: it is not said more often than that.</summary>
    private static readonly TimeSpan BetweenNews = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long? _saidAt;

    /// <summary>Asks until it is answered.</summary>
    public async Task<T> OutlastAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var answer = await ask();
                await SayItIsOverAsync(cancellationToken);
                return answer;
            }
            catch (CuaRlException away) when (NeededOf(away) is { } needed && !cancellationToken.IsCancellationRequested)
            {
                await SayAsync(RecordedText.Of($"waiting for {needed}: {away.Message}"), cancellationToken);
                var wanted = (away as TrainerUnavailableException)?.RetryAfter;
                await Task.Delay(wanted ?? FirstPause * (1 << Math.Min(attempt, MostDoublings)), time, cancellationToken);
            }
        }
    }

    private static string? NeededOf(CuaRlException away) => away switch
    {
        TrainerUnavailableException => "the trainer",
        RewardFailedException { IsTransient: true } => "a reward",
        _ => null,
    };

    private async Task SayAsync(string what, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_saidAt is { } before && time.GetElapsedTime(before) < BetweenNews)
            {
                return;
            }

            _saidAt = time.GetTimestamp();
        }

        await sayAsync(what, cancellationToken);
    }

    private async Task SayItIsOverAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_saidAt is null)
            {
                return;
            }

            _saidAt = null;
        }

        await sayAsync(null, cancellationToken);
    }
}
