using System.Collections.Concurrent;
using System.Globalization;

namespace Orleans.Runtime;

/// <summary>The local objects of one client that grains may call.</summary>
internal sealed class Observers
{
    private static readonly GrainType Type = GrainType.Create("sys.client");

    private static long _lastId;

    private readonly ConcurrentDictionary<GrainId, WeakReference<IGrainObserver>> _objects = new();
    private readonly ConcurrentDictionary<GrainId, LocalObject> _targets = new();

    public GrainReference Create(IGrainObserver observer, Type interfaceType, CallSender sender)
    {
        if (observer is GrainReference or IGrainBase)
        {
            throw new ArgumentException("A grain or a reference is callable already.", nameof(observer));
        }

        var id = GrainId.Create(Type, Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture));
        _objects[id] = new(observer);
        return InterfaceInfo.Of(interfaceType).CreateReference(id, sender);
    }

    public void Delete(GrainId id)
    {
        _objects.TryRemove(id, out _);
        if (_targets.TryRemove(id, out var target))
        {
            target.Delete();
        }
    }

    public LocalObject Find(Silo silo, GrainId id)
    {
        var observer = _objects.GetValueOrDefault(id);
        var target = observer is null ? new LocalObject(silo, null) : _targets.GetOrAdd(id, _ => new LocalObject(silo, observer));
        if (observer is not null && !_objects.ContainsKey(id))
        {
            // Deleted since it was looked up.
            Delete(id);
        }

        if (target.Silo == silo)
        {
            return target;
        }

        _targets.TryRemove(id, out _);
        return Find(silo, id);
    }
}
