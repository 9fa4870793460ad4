namespace Orleans.Runtime;

/// <summary>What callers that give up, or are given up, do to the calls they made.</summary>
internal sealed partial class Activation
{
    public override void Withdraw(Request request)
    {
        lock (_gate)
        {
            if (request.List == _waiting)
            {
                Drop(request);
                return;
            }

            if (request.List != _running)
            {
                return;
            }
        }

        Start(_ =>
        {
            request.CancelCallee();
            return Task.CompletedTask;
        });
    }

    public override bool FindExpired(long now, List<Request> expired)
    {
        lock (_gate)
        {
            var isAwaited = _waiting.First is not null;
            for (Request? request = _waiting.First, next; request is not null; request = next)
            {
                next = request.Next;
                if (request.Deadline < now)
                {
                    Drop(request);
                    expired.Add(request);
                }
                else if (request.IsSuspected)
                {
                    LookAgain(request);
                }
            }

            for (var request = _running.First; request is not null; request = request.Next)
            {
                if (request.IsOneWay || request.IsAnswered)
                {
                    continue;
                }

                isAwaited = true;
                if (request.Deadline < now)
                {
                    expired.Add(request);
                }
            }

            return isAwaited;
        }
    }

    // Its caller may have come to await it only since.
    private void LookAgain(Request request)
    {
        request.IsSuspected = false;
        _examined = null;
        if (!_isScheduled)
        {
            Schedule();
        }
    }

    public override void Abandon(Exception reason)
    {
        List<Request> pending = [];
        lock (_gate)
        {
            for (var request = _waiting.First; request is not null; request = request.Next)
            {
                pending.Add(request);
            }

            for (var request = _running.First; request is not null; request = request.Next)
            {
                pending.Add(request);
            }
        }

        Array.ForEach(TakeTimers(), timer => timer.Abandon());
        pending.ForEach(request => request.Fail(reason));
    }
}
