namespace Orleans.Runtime;

/// <summary>One tick, in the queue of calls of its own activation.</summary>
internal sealed class GrainTimerTick : ActionRequest
{
    private static readonly MethodShape Invoker = new(
        typeof(IGrainTimerInvoker),
        typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!,
        nameof(IGrainTimerInvoker));

    private readonly GrainTimerCreationOptions _options;
    private readonly Func<Task> _tick;

    public GrainTimerTick(Activation activation, GrainTimerCreationOptions options, Func<Task> tick)
    {
        _options = options;
        _tick = tick;
        Address(activation.GrainReference, Invoker, System.Threading.Timeout.InfiniteTimeSpan, long.MaxValue);
    }

    public override bool IsAlwaysInterleave => _options.Interleave;

    public override bool KeepsAlive => _options.KeepAlive;

    public override bool IsLocal => true;

    public override ValueTask Call(object grain) => new(_tick());
}
