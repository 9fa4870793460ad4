namespace CuaRl.Adapters.Devices.GBox;

/// <summary>When a failed call is sent again.</summary>
/// <param name="options">How often and how soon.</param>
/// <param name="random">Numbers from 0 to 1, so that clients that failed together do not come back together.</param>
internal sealed class GBoxPatience(GBoxOptions options, Func<double> random)
{
    private const double Jitter = 0.25;

    /// <summary>The pause before the next time; null when there is none.</summary>
    /// <param name="repeat">When the call may be repeated.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="attempt">How often it was repeated before.</param>
    /// <param name="left">How long the errand may still wait when it is put off.</param>
    public TimeSpan? Pause(GBoxRepeat repeat, GBoxAnswer answer, int attempt, TimeSpan left)
    {
        var may = repeat switch
        {
            GBoxRepeat.Always => answer.MayPass,
            GBoxRepeat.WhenNotTaken => answer.IsNotTaken,
            _ => false,
        };
        if (!may || answer.IsFinal || attempt >= options.Retries)
        {
            return null;
        }

        var pause = answer.RetryAfter ?? Own(attempt);
        return answer.IsPutOff && pause > left ? null : pause;
    }

    private TimeSpan Own(int attempt)
    {
        var whole = options.FirstPause * Math.Pow(2, attempt);
        return (whole < options.LongestPause ? whole : options.LongestPause) * (1 - (Jitter * random()));
    }
}
