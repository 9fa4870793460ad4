using CuaRl.Adapters.Postgres.Errors;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Repeats reads, and only reads, over a short outage such as a restart of the server.</summary>
internal sealed class ReadRetry(TimeProvider time)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (Exception error) when (PostgresErrors.IsTransient(error))
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }

        return await read(cancellationToken);
    }
}
