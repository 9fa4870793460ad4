using System.Diagnostics;

namespace CuaRl.TestKit.Waiting;

/// <summary>Bounded waiting for a condition that nothing signals. A test waits through this or for a signal, never for time to pass.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Long enough for a loaded two-core machine; a test that waits this long has failed.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Asks until the condition holds.</summary>
    /// <exception cref="TimeoutException">It does not hold in time; the message names <paramref name="what"/>.</exception>
    public static Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? patience = null) =>
        GivesAsync<object>(what, async () => await condition() ? condition : null, patience);

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="TimeoutException">There is none in time; the message names <paramref name="what"/>.</exception>
    public static async Task<T> GivesAsync<T>(string what, Func<Task<T?>> question, TimeSpan? patience = null)
        where T : class
    {
        var limit = patience ?? Patience;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await question() is { } answer)
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"After {limit.TotalSeconds} s still waiting: {what}.");
            }

            await Task.Delay(Pause);
        }
    }
}
