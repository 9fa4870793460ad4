using System.Collections.Concurrent;

namespace Orleans.Engine.Tests.Support;

/// <summary>What a grain did, by its key, in order.</summary>
internal static class Diary
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Entries = new();

    public static void Add(string key, string entry) => Entries.GetOrAdd(key, _ => new()).Enqueue(entry);

    public static string[] Of(string key) => Entries.TryGetValue(key, out var entries) ? [.. entries] : [];

    public static Task Holds(string key, string entry) =>
        Eventually.HoldsAsync($"{entry} in the diary of {key}", () => Task.FromResult(Of(key).Contains(entry)));
}
