namespace Orleans.Runtime;

internal sealed class Enumeration(IAsyncDisposable items, CancellationTokenSource cancellation, int maxBatchSize)
{
    public IAsyncDisposable Items => items;

    public int MaxBatchSize => maxBatchSize;

    /// <summary>The element that was waited for when the last batch was sent.</summary>
    public Task<bool>? Pending { get; set; }

    public bool IsInUse { get; set; }

    public bool WasSeen { get; set; }

    public async Task End(TimeSpan patience)
    {
        await cancellation.CancelAsync();
        if (Pending is { } pending)
        {
            await ((Task)pending).WaitAsync(patience)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!pending.IsCompleted)
            {
                // The iterator ignores its token; disposing it while it runs is not allowed.
                return;
            }
        }

        await items.DisposeAsync();
    }
}
