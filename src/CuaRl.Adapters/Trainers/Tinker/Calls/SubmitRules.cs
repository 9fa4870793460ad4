namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>When a call that failed is sent again: the same bytes, so that a server that took it the first time knows it again.</summary>
internal static class SubmitRules
{
    /// <summary>The pause before the next time; null when there is none.</summary>
    /// <param name="options">How soon, and how long in all.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="attempt">How often it was repeated before.</param>
    /// <param name="elapsed">How long that has taken.</param>
    public static TimeSpan? Pause(TinkerOptions options, TinkerAnswer answer, int attempt, TimeSpan elapsed)
    {
        if (!answer.MayPass && !answer.IsBroken)
        {
            return null;
        }

        var pause = answer.RetryAfter ?? Own(options, attempt);
        return elapsed + pause <= options.Patience ? pause : null;
    }

    /// <summary>The first pause, doubled each time, up to the longest.</summary>
    public static TimeSpan Own(TinkerOptions options, int attempt)
    {
        var whole = options.FirstPause * Math.Pow(2, Math.Min(attempt, 30));
        return whole < options.LongestPause ? whole : options.LongestPause;
    }
}
