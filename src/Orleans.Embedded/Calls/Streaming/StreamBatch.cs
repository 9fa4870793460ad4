namespace Orleans.Runtime;

/// <param name="Status">What follows the items.</param>
/// <param name="Items">In order; may be none.</param>
/// <param name="Error">With <see cref="StreamStatus.Failed"/>.</param>
internal readonly record struct StreamBatch<T>(StreamStatus Status, T[] Items, Exception? Error = null);

internal enum StreamStatus
{
    /// <summary>More may come; without items it only says that the enumeration is alive.</summary>
    Active,

    Completed,

    Failed,

    /// <summary>The activation does not know the enumeration, or no longer.</summary>
    Unknown,
}
