using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>
/// The sending side of calls: a silo has one, and so has the client of a test cluster, whose references outlive the silo.
/// </summary>
internal sealed class CallSender(Isolation isolation, TimeSpan responseTimeout)
{
    private volatile IOutgoingGrainCallFilter[] _filters = [];
    private volatile Silo? _silo;

    public Isolation Isolation => isolation;

    public TimeSpan ResponseTimeout => responseTimeout;

    public Observers Observers { get; } = new();

    /// <summary>Where grains are; null before the first start.</summary>
    public Silo? Silo
    {
        get => _silo;
        set => _silo = value;
    }

    // Set when the silo starts: filters may need the grain factory, which needs this.
    public void FilterWith(IEnumerable<IOutgoingGrainCallFilter> filters) => _filters = [.. filters];

    /// <exception cref="OperationCanceledException">The token is cancelled already: nothing is sent.</exception>
    public void Send(Request request, GrainReference target, MethodShape shape, CancellationToken token)
    {
        var silo = _silo ?? throw new SiloUnavailableException("The silo has not been started.");
        var source = RuntimeContext.Current as Activation;
        var timeout = shape.Timeout ?? (source is null ? responseTimeout : source.Silo.Sender.ResponseTimeout);
        request.Address(target, shape, timeout, silo.DeadlineAfter(timeout));
        request.From(source, RequestContext.Export(isolation));
        token.ThrowIfCancellationRequested();
        var filters = _filters;

        // Before the token can cancel: that is an answer for the filters, as any other.
        var answered = filters.Length == 0 ? null : request.Detach();
        if (token.CanBeCanceled)
        {
            request.CancelWith(token);
        }

        if (answered is null)
        {
            silo.Route(request);
        }
        else
        {
            _ = SendFiltered(new OutgoingCall(request, source, filters, silo, answered), request);
        }
    }

    private static async Task SendFiltered(OutgoingCall call, Request request)
    {
        Exception? failure = null;
        try
        {
            await call.Invoke();
        }
        catch (Exception exception)
        {
            // What a filter throws is the caller's answer, as what the grain throws is.
            failure = exception;
        }

        request.AnswerCaller(failure);
    }
}
