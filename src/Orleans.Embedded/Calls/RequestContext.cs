using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Values that go with calls downstream and never back. Set by the caller, so never proof of identity.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    private static long _lastReentrancyId;

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The call chain that may come back to the grains that allowed it; empty when none.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    /// <summary>The dictionary itself: it is replaced at every change, never changed.</summary>
    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    /// <summary>The values as a call carries them; null when there are none.</summary>
    internal static Dictionary<string, object>? Export(Isolation isolation)
    {
        if (Values.Value is not { } values)
        {
            return null;
        }

        var copy = new Dictionary<string, object>(values.Count);
        foreach (var (key, value) in values)
        {
            copy[key] = isolation.Pass(value);
        }

        return copy;
    }

    public static object? Get(string key) =>
        Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) => Values.Value =
        Values.Value is { } values ? new(values) { [key] = value } : new() { [key] = value };

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear()
    {
        if (Values.Value is not null)
        {
            Values.Value = null;
        }
    }

    /// <summary>Until disposed, calls made from here may come back into this grain before it has answered.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? NewReentrancyId() : original);
    }

    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyIdIn(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var value) && value is Guid id ? id : Guid.Empty;

    // Unique in the process, which is as far as a call chain of this engine goes.
    private static Guid NewReentrancyId()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BitConverter.TryWriteBytes(bytes, Interlocked.Increment(ref _lastReentrancyId));
        return new(bytes);
    }

    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _originalId;
        private readonly Guid _id;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _originalId = originalReentrancyId;
            _id = newReentrancyId;
            if (_id != _originalId)
            {
                ReentrancyId = _id;
            }

            if (_id != Guid.Empty)
            {
                (RuntimeContext.Current as Activation)?.EnterReentrantSection(_id);
            }
        }

        public void Dispose()
        {
            if (_id != Guid.Empty)
            {
                (RuntimeContext.Current as Activation)?.LeaveReentrantSection(_id);
            }

            if (_id != _originalId)
            {
                ReentrancyId = _originalId;
            }
        }
    }
}
