using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>Observers by id, with expiry. One that fails or has expired is dropped; the others are still told.</summary>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ExpirationDuration = expiration;
        _log = log;
    }

    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    public void Clear() => _observers.Clear();

    /// <summary>Adds the observer, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live())
        {
            if (predicate is not null && !predicate(observer))
            {
                continue;
            }

            try
            {
                await notification(observer);
            }
            catch (Exception exception)
            {
                // An observer is somebody else's code and best effort: its failure ends its subscription, no more.
                Drop(id, exception);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Live())
        {
            if (predicate is not null && !predicate(observer))
            {
                continue;
            }

            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                // As above.
                Drop(id, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (entry.LastSeen + ExpirationDuration < now)
            {
                _observers.Remove(id);
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => Observers.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyValuePair<TIdentity, TObserver>[] Live()
    {
        ClearExpired();
        return [.. Observers];
    }

    private void Drop(TIdentity id, Exception exception)
    {
        _observers.Remove(id);
        LogDropped(_log, id, exception);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} failed and is dropped")]
    private static partial void LogDropped(ILogger logger, TIdentity id, Exception exception);
}
