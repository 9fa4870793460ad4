using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>How a client of a cluster calls: what may have been done, or may be done later, is asked for again.</summary>
internal static class Persistent
{
    /// <exception cref="TimeoutException">It was never done; it holds the last reason.</exception>
    public static async Task<T> CallAsync<T>(string what, Func<Task<T>> call)
        where T : class
    {
        Exception? last = null;
        try
        {
            return await Eventually.GivesAsync(what, async () =>
            {
                try
                {
                    return await call();
                }
                catch (Exception error) when (IsPassing(error))
                {
                    last = error;
                    return null;
                }
            });
        }
        catch (TimeoutException error) when (last is not null)
        {
            throw new TimeoutException($"{error.Message} Last: {last.Message}", last);
        }
    }

    private static bool IsPassing(Exception error) =>
        error is OrleansException or TimeoutException or OperationCanceledException or CuaRlException { IsTransient: true };
}
