using System.Reflection;

namespace Orleans.Runtime;

/// <summary>
/// Walks a chain of filters. A filter of arriving calls may go on more than once, for a retry; a call that leaves is sent
/// once. Neither may answer without a result.
/// </summary>
internal abstract class FilteredCall(Request request, int stages) : IGrainCallContext
{
    private int _stage;
    private bool _hasResult;

    public abstract object Grain { get; }

    public GrainId? SourceId => request.Source?.GrainId;

    public GrainId TargetId => request.Target.GrainId;

    public string InterfaceName => request.Shape.InterfaceName;

    public string MethodName => request.Shape.Method.Name;

    public MethodInfo InterfaceMethod => request.Shape.Method;

    public object? Result
    {
        get => _hasResult ? request.ResultObject : null;
        set
        {
            request.ResultObject = value;
            _hasResult = true;
        }
    }

    protected Request Request => request;

    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            if (stage > stages)
            {
                throw new InvalidOperationException($"{MethodName}: the last filter went on twice.");
            }

            if (stage == stages)
            {
                await InvokeTarget();
                _hasResult = true;
                return;
            }

            await InvokeFilter(stage);
            if (!_hasResult)
            {
                throw new InvalidOperationException($"{MethodName}: a filter neither went on nor set a result.");
            }
        }
        finally
        {
            _stage--;
        }
    }

    protected abstract Task InvokeFilter(int index);

    protected abstract Task InvokeTarget();
}
