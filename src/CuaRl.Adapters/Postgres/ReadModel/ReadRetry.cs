using CuaRl.Adapters.Postgres.Errors;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Repeats reads, and only reads, over a short outage such as a restart of the server.</summary>
internal sealed class ReadRetry(TimeProvider time)
{
    // A grain call is given up after 30 s; all tries together must have failed before.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            foreach (var pause in Pauses)
            {
                try
                {
                    return await read(either.Token);
                }
                catch (Exception error) when (!either.IsCancellationRequested && PostgresErrors.MayPassSoon(error))
                {
                    await Task.Delay(pause, time, either.Token);
                }
            }

            return await read(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException("the server does not answer in time");
        }
    }
}
