using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Runtime;

/// <summary>A call without a result.</summary>
internal abstract class ActionRequest : Request
{
    private TaskCompletionSource _answer = new(Simulation.Continuations);
    private TaskCompletionSource? _caller;

    public Task Task => (_caller ?? _answer).Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override Task? CallerTask => Task;

    public override object? ResultObject
    {
        get => null;
        set
        {
        }
    }

    public abstract ValueTask Call(object grain);

    public override Task? TryInvoke(object grain)
    {
        var call = Call(grain);
        return call.IsCompletedSuccessfully ? null : call.AsTask();
    }

    public override bool Fail(Exception exception) => _answer.TrySetException(exception);

    public override bool Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    public override void AnswerAtOnce() => _answer.TrySetResult();

    public override void Take(Task ended) => ended.GetAwaiter().GetResult();

    public override Task Detach()
    {
        _caller = _answer;
        _answer = new(Simulation.Continuations);
        return _answer.Task;
    }

    public override void AnswerCaller(Exception? failure)
    {
        if (failure is null)
        {
            _caller!.TrySetResult();
        }
        else
        {
            _caller!.TrySetException(failure);
        }
    }

    protected override void Answer(Isolation isolation, Simulation? simulation)
    {
        if (simulation is null)
        {
            _answer.TrySetResult();
        }
        else
        {
            simulation.Reply(() => _answer.TrySetResult());
        }
    }
}
