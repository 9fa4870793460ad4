using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>How a client of a cluster calls: what may have been done, or may be done later, is asked for again.</summary>
internal static class Persistent
{
    public static Task<T> CallAsync<T>(string what, Func<Task<T>> call)
        where T : class => Eventually.GivesAsync(what, async () =>
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (IsPassing(error))
        {
            return null;
        }
    });

    private static bool IsPassing(Exception error) =>
        error is OrleansException or TimeoutException or OperationCanceledException or CuaRlException { IsTransient: true };
}
