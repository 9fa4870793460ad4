using CuaRl.Core.Phones;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.Simulated;

/// <summary>A simulated phone, used by one call at a time.</summary>
/// <param name="id">Its id.</param>
/// <param name="label">Whose it is.</param>
/// <param name="lifetime">After how long without use it ends.</param>
/// <param name="phone">The phone.</param>
/// <param name="time">What use is measured by.</param>
internal sealed class SimulatedBox(string id, BoxLabel label, TimeSpan lifetime, Phone phone, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Phone _phone = phone;
    private long _used = time.GetTimestamp();

    public string Id => id;

    public BoxLabel Label => label;

    public TimeSpan Lifetime => lifetime;

    public bool IsUnused => time.GetElapsedTime(Volatile.Read(ref _used)) >= lifetime;

    public DateTimeOffset ExpiresAt => time.GetUtcNow() + lifetime - time.GetElapsedTime(Volatile.Read(ref _used));

    public T Use<T>(Func<Phone, T> use)
    {
        lock (_gate)
        {
            Volatile.Write(ref _used, time.GetTimestamp());
            return use(_phone);
        }
    }

    public void Replace(Phone other)
    {
        lock (_gate)
        {
            Volatile.Write(ref _used, time.GetTimestamp());
            _phone = other;
        }
    }
}
