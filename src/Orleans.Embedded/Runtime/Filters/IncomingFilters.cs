namespace Orleans.Runtime;

/// <summary>The filters around calls that arrive; the grain itself, if it is one, is the innermost.</summary>
internal sealed class IncomingFilters(IEnumerable<IIncomingGrainCallFilter> filters)
{
    private readonly IIncomingGrainCallFilter[] _filters = [.. filters];

    public bool IsNeededFor(object grain) => _filters.Length > 0 || grain is IIncomingGrainCallFilter;

    public Task Invoke(Request request, object grain, IGrainContext? context)
    {
        var chain = grain is IIncomingGrainCallFilter own ? [.. _filters, own] : _filters;
        return new IncomingCall(request, grain, context, chain).Invoke();
    }
}
