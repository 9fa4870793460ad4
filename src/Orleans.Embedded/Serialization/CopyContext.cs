namespace Orleans.Serialization;

/// <summary>What was copied already within one message, so that an object met twice stays one object.</summary>
internal sealed class CopyContext
{
    private const int KeptCapacity = 1024;

    [ThreadStatic]
    private static CopyContext? _spare;

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    private bool _tracking;

    /// <param name="tracking">False where no object can be met twice; looking for it is then saved.</param>
    public static CopyContext Rent(bool tracking)
    {
        var context = _spare ?? new CopyContext();
        _spare = null;
        context._tracking = tracking;
        return context;
    }

    public void Return()
    {
        if (_tracking && _copies.Count > 0)
        {
            if (_copies.Count > KeptCapacity)
            {
                return;
            }

            _copies.Clear();
        }

        _spare = this;
    }

    public object? Find(object original) =>
        _tracking && _copies.TryGetValue(original, out var copy) ? copy : null;

    public void Record(object original, object copy)
    {
        if (_tracking)
        {
            _copies[original] = copy;
        }
    }
}
