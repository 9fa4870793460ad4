namespace Orleans.Runtime;

public static class AsyncEnumerableExtensions
{
    /// <summary>How many elements at most one message carries; 100 by default. To be called on the grain call itself.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        if (self is StreamRequest<T> request)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
            request.MaxBatchSize = maxBatchSize;
        }

        return self;
    }
}
