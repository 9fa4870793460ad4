namespace CuaRl.Silo.Loop.Steps;

/// <summary>
/// Asks a trainer again while it is away: requests carry numbers, so that one whose answer was lost is not carried out twice. It never
/// gives up, and says what it waits for.
/// </summary>
internal sealed class TrainerPatience(TimeProvider time, Func<string, CancellationToken, Task> sayAsync)
{
    private const int MostDoublings = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    public async Task<T> RepeatAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (TrainerUnavailableException away) when (!cancellationToken.IsCancellationRequested)
            {
                await sayAsync($"waiting for the trainer: {away.Message}", cancellationToken);
                await Task.Delay(away.RetryAfter ?? FirstPause * (1 << Math.Min(attempt, MostDoublings)), time, cancellationToken);
            }
        }
    }
}
