namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>
/// The answers to the last requests of a session, for those that are asked for again: by a driver whose answer was lost, or by one that
/// takes over and begins where the other stored that it was.
/// </summary>
internal sealed class RecentAnswers
{
    /// <summary>How many there are at most: far more than a step of training has requests.</summary>
    public const int MaxCount = 256;

    private readonly SortedList<long, (string Request, object Answer)> _recent = new(MaxCount);

    /// <summary>The answer that a request got before; null for a new one.</summary>
    /// <exception cref="TrainerRefusedException">Its number is past, or was another request's.</exception>
    public object? Find(long sequence, string request)
    {
        if (_recent.TryGetValue(sequence, out var known))
        {
            return known.Request == request ? known.Answer : throw EmbeddedErrors.Refused(
                $"request {sequence} was {known.Request} and cannot be {request} too; give each request a number of its own");
        }

        return _recent.Count == 0 || sequence > _recent.GetKeyAtIndex(_recent.Count - 1) ? null : throw EmbeddedErrors.Refused(
            $"request {sequence} comes after request {_recent.GetKeyAtIndex(_recent.Count - 1)}; numbers grow, and the last {MaxCount} answers are kept");
    }

    public void Keep(long sequence, string request, object answer)
    {
        if (_recent.Count == MaxCount)
        {
            _recent.RemoveAt(0);
        }

        _recent.Add(sequence, (request, answer));
    }
}
