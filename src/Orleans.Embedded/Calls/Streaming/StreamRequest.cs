namespace Orleans.Runtime;

/// <summary>
/// A call that returns a sequence: nothing is sent before the first element is asked for. Emitted subclasses hold the
/// arguments and make the call.
/// </summary>
internal abstract class StreamRequest<T> : IAsyncEnumerable<T>
{
    private CancellationToken _callerToken;

    public GrainReference Target { get; private set; } = null!;

    public int MaxBatchSize { get; set; } = 100;

    /// <summary>Cancelled when the enumeration ends, on the activation.</summary>
    public CancellationToken CalleeToken { get; set; }

    public abstract IAsyncEnumerable<T> Call(object grain);

    public StreamRequest<T> Bind(GrainReference target, CancellationToken token)
    {
        Target = target;
        _callerToken = token;
        return this;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamReader<T>(this, _callerToken, cancellationToken);
}
