namespace Orleans.Runtime;

/// <summary>
/// Finds calls that wait for each other in a circle. Orleans lets them time out; here the call that closes the circle
/// fails at once and names it.
/// </summary>
internal static class CycleDetector
{
    private const int MaxActivations = 64;

    /// <summary>
    /// For a call of a grain that has to wait. Most cannot close a circle, which is soon seen; for the others the callers'
    /// awaits are followed, in a turn of the caller, when it has got as far as awaiting.
    /// </summary>
    public static void Suspect(Activation target, Request blocked)
    {
        var source = blocked.Source!;
        if (MayWaitFor(target, source))
        {
            _ = Task.Factory.StartNew(
                () => Report(target, blocked), CancellationToken.None, TaskCreationOptions.DenyChildAttach, source.Scheduler);
        }
    }

    private static void Report(Activation target, Request blocked)
    {
        // Seen once, the links may be of different moments; seen twice alike, they held together in between.
        if (Find(target, blocked) is { } circle
            && Find(target, blocked) is { } again
            && circle.SequenceEqual(again)
            && target.TryRefuse(blocked))
        {
            blocked.Fail(new TimeoutException(
                $"Call cycle: {string.Join(" waits for ", circle.Append(circle[0]))}. None can go on; "
                + $"without a report the call would have timed out after {blocked.Timeout}."));
        }
    }

    /// <summary>The circle from the call that blocks the target to the blocked one, each waiting for the next.</summary>
    private static List<Request>? Find(Activation target, Request blocked)
    {
        var closing = target.Blocking;
        var reachedFrom = new Dictionary<Request, Request?> { [blocked] = null };
        var pending = new Queue<Request>([blocked]);
        while (closing is not null && pending.TryDequeue(out var request))
        {
            if (request == closing)
            {
                var circle = new List<Request>();
                for (Request? link = request; link is not null; link = reachedFrom[link])
                {
                    circle.Add(link);
                }

                return circle;
            }

            foreach (var waiting in WaitingFor(request))
            {
                if (reachedFrom.TryAdd(waiting, request))
                {
                    pending.Enqueue(waiting);
                }
            }
        }

        return null;
    }

    private static IEnumerable<Request> WaitingFor(Request request)
    {
        if (request.Source is { } source
            && AwaitChain.FindWaiting(request.CallerTask, source.RunningTasks()) is { } caller)
        {
            yield return caller;
        }

        if (request.Holder is Activation holder && holder.Blocking == request)
        {
            foreach (var queued in holder.Waiting())
            {
                yield return queued;
            }
        }
    }

    // By the callers alone, whether they await or not.
    private static bool MayWaitFor(Activation waiting, Activation source)
    {
        var seen = new HashSet<Activation>();
        var pending = new Stack<Activation>([source]);
        while (pending.TryPop(out var activation) && seen.Count < MaxActivations)
        {
            if (activation == waiting)
            {
                return true;
            }

            if (seen.Add(activation))
            {
                activation.AddCallers(pending);
            }
        }

        return false;
    }
}
