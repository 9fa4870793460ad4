namespace CuaRl.Benchmarks.Engine;

/// <summary>Sixty-four callers on the thread pool, sharing out a number of pieces of work.</summary>
internal static class Callers
{
    public const int Count = 64;

    public static Task ShareAsync(int pieces, Func<int, Task> work)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(async () =>
        {
            for (var piece = Interlocked.Increment(ref next); piece < pieces; piece = Interlocked.Increment(ref next))
            {
                await work(piece);
            }
        })));
    }
}
