namespace Orleans.Runtime;

/// <summary>What the search for call cycles asks.</summary>
internal sealed partial class Activation
{
    private const int MaxCallersLookedAt = 64;

    /// <summary>What calls that do not interleave wait for.</summary>
    public Request? Blocking
    {
        get
        {
            lock (_gate)
            {
                return _blocking;
            }
        }
    }

    public List<(Task Task, Request Request)> RunningTasks()
    {
        var tasks = new List<(Task, Request)>();
        lock (_gate)
        {
            for (var request = _running.First; request is not null; request = request.Next)
            {
                if (request.RunningTask is { } task)
                {
                    tasks.Add((task, request));
                }
            }
        }

        return tasks;
    }

    public List<Request> Waiting()
    {
        var requests = new List<Request>();
        lock (_gate)
        {
            for (var request = _waiting.First; request is not null; request = request.Next)
            {
                requests.Add(request);
            }
        }

        return requests;
    }

    /// <summary>The activations whose calls run or wait here.</summary>
    public void AddCallers(Stack<Activation> callers)
    {
        lock (_gate)
        {
            AddCallers(callers, _running);
            AddCallers(callers, _waiting);
        }
    }

    /// <summary>Takes a call out of the queue, if it still waits.</summary>
    public bool TryRefuse(Request request)
    {
        lock (_gate)
        {
            if (request.List != _waiting)
            {
                return false;
            }

            Drop(request);
            return true;
        }
    }

    private static void AddCallers(Stack<Activation> callers, RequestList list)
    {
        var looked = 0;
        for (var request = list.First; request is not null && looked < MaxCallersLookedAt; request = request.Next, looked++)
        {
            if (request.Source is { } source)
            {
                callers.Push(source);
            }
        }
    }
}
