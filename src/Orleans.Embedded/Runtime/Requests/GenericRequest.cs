using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Runtime;

/// <summary>A call with a result. Emitted subclasses hold the arguments and make the call.</summary>
internal abstract class Request<T> : Request
{
    private TaskCompletionSource<T> _answer = new(Simulation.Continuations);
    private TaskCompletionSource<T>? _caller;
    private T _result = default!;

    public Task<T> Task => (_caller ?? _answer).Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override Task? CallerTask => Task;

    public override object? ResultObject
    {
        get => _result;
        set => _result = (T)value!;
    }

    public abstract ValueTask<T> Call(object grain);

    public override Task? TryInvoke(object grain)
    {
        var call = Call(grain);
        if (!call.IsCompletedSuccessfully)
        {
            return call.AsTask();
        }

        _result = call.Result;
        return null;
    }

    public override bool Fail(Exception exception) => _answer.TrySetException(exception);

    public override bool Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    public override void AnswerAtOnce() => _answer.TrySetResult(default!);

    public override void Take(Task ended)
    {
        if (ended is Task<T> typed)
        {
            _result = typed.GetAwaiter().GetResult();
        }
        else
        {
            ended.GetAwaiter().GetResult();
        }
    }

    public override Task Detach()
    {
        _caller = _answer;
        _answer = new(Simulation.Continuations);
        return _answer.Task.ContinueWith(
            answered => _result = answered.GetAwaiter().GetResult(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public override void AnswerCaller(Exception? failure)
    {
        if (failure is null)
        {
            _caller!.TrySetResult(_result);
        }
        else
        {
            _caller!.TrySetException(failure);
        }
    }

    protected override void Answer(Isolation isolation, Simulation? simulation)
    {
        var result = Isolate(_result, isolation);
        if (simulation is null)
        {
            _answer.TrySetResult(result);
        }
        else
        {
            AnswerThrough(simulation, result);
        }
    }

    // Apart from its caller, whose every call would otherwise pay for the closure.
    private void AnswerThrough(Simulation simulation, T result) => simulation.Reply(() => _answer.TrySetResult(result));

    protected virtual T Isolate(T result, Isolation isolation) =>
        Shape.IsResultImmutable && !isolation.IsWire ? result : isolation.Pass(result);
}
