using Xunit.Sdk;

namespace CuaRl.TestKit;

/// <summary>Waits, within a limit, for what a test cannot be told of by a signal.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <param name="condition">Asked every 10 ms.</param>
    /// <param name="what">Names the condition in the failure.</param>
    /// <exception cref="XunitException">The condition did not hold within 30 s.</exception>
    public static Task Holds(Func<bool> condition, string what) => Holds(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="Holds(Func{bool}, string)"/>
    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new XunitException($"Not within {Limit.TotalSeconds} s: {what}");
            }

            await Task.Delay(Interval);
        }
    }
}
