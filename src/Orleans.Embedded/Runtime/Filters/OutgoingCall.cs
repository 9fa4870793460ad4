namespace Orleans.Runtime;

internal sealed class OutgoingCall(
    Request request, IGrainContext? source, IOutgoingGrainCallFilter[] filters, Func<Request, Task> send)
    : FilteredCall(request, filters.Length), IOutgoingGrainCallContext
{
    public override object Grain => Request.Target;

    public IGrainContext? SourceContext => source;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override Task InvokeTarget() => send(Request);
}
