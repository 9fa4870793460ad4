using System.Collections.Concurrent;

namespace Orleans.Engine.Tests.Support;

/// <summary>Named signals between a test and its grains, which share the process on either engine.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Open(string name) => Of(name).TrySetResult();

    public static bool IsOpen(string name) => Of(name).Task.IsCompleted;

    /// <summary>Ends when the gate is opened; fails when nobody opens it.</summary>
    public static Task Passed(string name) => Of(name).Task.WaitAsync(Limit);

    private static TaskCompletionSource Of(string name) =>
        Gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
