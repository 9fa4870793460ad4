using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// Who awaits a task, as far as it can be told: async methods, directly or through Task.WhenAll. Others, such as WhenAny
/// or a wait with a timeout, can go on without the task and are not followed. The runtime has no public way to ask this;
/// it is asked only for calls that look like a cycle, and an unknown shape means no answer.
/// </summary>
internal static class AwaitChain
{
    private const int MaxTasks = 1000;

    /// <returns>The one of the candidates that cannot end before the task; null when none is known to.</returns>
    public static T? FindWaiting<T>(Task? task, IReadOnlyList<(Task Task, T Value)> candidates) where T : class
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object?>([task]);
        while (pending.TryPop(out var next) && seen.Count < MaxTasks)
        {
            if (next is null or Task { IsCompleted: true } || !seen.Add(next))
            {
                continue;
            }

            if (next is Task waiting)
            {
                foreach (var (candidate, value) in candidates)
                {
                    if (ReferenceEquals(candidate, waiting))
                    {
                        return value;
                    }
                }

                if (ReferenceEquals(waiting, task) || IsFollowed(waiting))
                {
                    pending.Push(ContinuationOf(waiting));
                }
            }
            else if (next is IList several)
            {
                foreach (var each in several)
                {
                    pending.Push(each);
                }
            }
            else
            {
                pending.Push((next as Action ?? ActionOf(next))?.Target);
            }
        }

        return null;
    }

    private static bool IsFollowed(Task task) => task.GetType().Name is var name
        && (name.Contains("AsyncStateMachineBox", StringComparison.Ordinal)
            || name.StartsWith("WhenAllPromise", StringComparison.Ordinal));

    // What an await leaves behind when it has to come back to a scheduler.
    private static Action? ActionOf(object continuation)
    {
        for (var type = continuation.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField("m_action", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } field)
            {
                return field.GetValue(continuation) as Action;
            }
        }

        return null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_continuationObject")]
    private static extern ref object? ContinuationOf(Task task);
}
