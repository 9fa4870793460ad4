namespace Orleans.Runtime;

/// <summary>The activations of one stateless grain: an idle one takes the call, else a new one, else the least loaded.</summary>
internal sealed class StatelessWorkers(Silo silo, GrainClass grainClass, GrainId id) : CallTarget(silo)
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _isGone;

    public Activation[] Workers
    {
        get
        {
            lock (_gate)
            {
                return [.. _workers];
            }
        }
    }

    public override bool TryAccept(Request request)
    {
        lock (_gate)
        {
            return !_isGone && Choose().TryAccept(request);
        }
    }

    public override bool FindExpired(long now, List<Request> expired) =>
        Array.FindAll(Workers, worker => worker.FindExpired(now, expired)).Length > 0;

    public override void Abandon(Exception reason) => Array.ForEach(Workers, worker => worker.Abandon(reason));

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            _isGone = _workers.Count == 0;
        }

        if (_isGone)
        {
            Silo.Forget(id, this);
        }
    }

    private Activation Choose()
    {
        if (_workers.Find(worker => worker.IsIdle) is { } idle)
        {
            return idle;
        }

        if (_workers.Count < grainClass.MaxWorkers)
        {
            _workers.Add(new Activation(Silo, grainClass, id, this));
            return _workers[^1];
        }

        return _workers.MinBy(worker => worker.WaitingCount)!;
    }
}
