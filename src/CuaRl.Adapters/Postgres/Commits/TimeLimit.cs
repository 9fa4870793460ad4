namespace CuaRl.Adapters.Postgres.Commits;

internal static class TimeLimit
{
    /// <summary>
    /// Whether a task ends within a limit; then its failure is thrown. One that ends in the very moment that the limit does
    /// has ended.
    /// </summary>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan limit, TimeProvider time)
    {
        await task.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsCompleted)
        {
            return false;
        }

        await task;
        return true;
    }
}
