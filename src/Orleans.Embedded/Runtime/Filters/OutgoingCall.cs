namespace Orleans.Runtime;

/// <param name="request">The call, detached.</param>
/// <param name="source">The activation that calls; null for a client.</param>
/// <param name="filters">The outermost first.</param>
/// <param name="silo">Where the call goes.</param>
/// <param name="answered">Ends with the callee's answer.</param>
internal sealed class OutgoingCall(
    Request request, IGrainContext? source, IOutgoingGrainCallFilter[] filters, Silo silo, Task answered)
    : FilteredCall(request, filters.Length), IOutgoingGrainCallContext
{
    private bool _isSent;

    public override object Grain => Request.Target;

    public IGrainContext? SourceContext => source;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override Task InvokeTarget()
    {
        if (_isSent)
        {
            throw new InvalidOperationException(
                $"{InterfaceName}.{MethodName}: an outgoing filter went on a second time, and a call is sent only once.");
        }

        _isSent = true;
        if (!Request.IsAnswered)
        {
            silo.Route(Request);
        }

        return answered;
    }
}
