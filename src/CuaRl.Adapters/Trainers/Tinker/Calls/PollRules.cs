namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>
/// When a result is asked for again, as Tinker's own client does: at once while it is under way or the server fails, with a doubling pause
/// while nobody answers, and three times at most where the question is refused, a count that begins anew when the request is seen to be
/// under way. One for each result.
/// </summary>
internal sealed class PollRules(TinkerOptions options)
{
    private const int MaxDoubts = 3;

    private int _doubts;
    private int _absences;
    private TimeSpan _vain;

    /// <summary>The pause before the next question; null when there is none: the answer says how it ended, or nobody answered for too long.</summary>
    public TimeSpan? Pause(FutureState state, TimeSpan? retryAfter)
    {
        switch (state)
        {
            case FutureState.Waiting:
                (_doubts, _absences, _vain) = (0, 0, TimeSpan.Zero);
                return options.PollPause;
            case FutureState.Doubtful:
                return ++_doubts <= MaxDoubts ? options.PollPause : null;
            case FutureState.ServerFailed:
                return InVain(Doubled(options.PollPause));
            case FutureState.Away:
                return InVain(retryAfter ?? Doubled(options.FirstPause));
            default:
                return null;
        }
    }

    private TimeSpan Doubled(TimeSpan first)
    {
        var pause = first * Math.Pow(2, Math.Min(_absences++, 30));
        return pause < options.LongestPause ? pause : options.LongestPause;
    }

    private TimeSpan? InVain(TimeSpan pause)
    {
        _vain += pause;
        return _vain <= options.Patience ? pause : null;
    }
}
