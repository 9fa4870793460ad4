using CuaRl.Adapters.Postgres.Commits;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Postgres.Commits;

public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _task = new();

    [Fact]
    public async Task EndsWithin_EndsAsTheLimitIsReached_HasEnded() =>
        Assert.True(await _task.Task.EndsWithinAsync(Limit, new PassedTime(_task.SetResult)));

    [Fact]
    public async Task EndsWithin_FailsAsTheLimitIsReached_ThrowsItsFailure()
    {
        var time = new PassedTime(() => _task.SetException(new InvalidOperationException("its own")));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _task.Task.EndsWithinAsync(Limit, time));

        Assert.Equal("its own", error.Message);
    }

    [Fact]
    public async Task EndsWithin_FailsWithATimeoutOfItsOwn_ThrowsIt()
    {
        _task.SetException(new TimeoutException("its own"));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => _task.Task.EndsWithinAsync(Limit, new StoppedTime()));

        Assert.Equal("its own", error.Message);
    }

    [Fact]
    public async Task EndsWithin_GoesOnBeyondTheLimit_HasNot()
    {
        var time = new StoppedTime();
        var waiting = _task.Task.EndsWithinAsync(Limit, time);

        time.Advance(Limit);

        Assert.False(await waiting);
    }

    /// <summary>Every wait is over as it begins, and only then something happens.</summary>
    private sealed class PassedTime(Action afterwards) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            afterwards();
            return new StoppedTime().CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
