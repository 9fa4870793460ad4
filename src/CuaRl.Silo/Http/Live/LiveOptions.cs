namespace CuaRl.Silo.Http.Live;

/// <summary>How trainings are followed.</summary>
internal sealed record LiveOptions
{
    /// <summary>How long a watcher waits between two looks into the database.</summary>
    /// <value>The default is 500 ms.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long a silence a comment is sent.</summary>
    /// <value>The default is 15 s: less than proxies wait.</value>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client should wait before it comes back.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many changes are read at once.</summary>
    /// <value>The default is 1,000.</value>
    public int PageSize { get; init; } = 1000;

    /// <summary>How many changes are kept for viewers; who is further behind reads them from the database.</summary>
    /// <value>The default is 4,096.</value>
    public int Kept { get; init; } = 4096;
}
