namespace Orleans.Runtime;

public interface IGrainTimer : IDisposable
{
    /// <param name="dueTime">Until the next tick; infinite stops the timer.</param>
    /// <param name="period">From the end of a tick to the next; infinite means no further tick.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
