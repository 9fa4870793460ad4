namespace Orleans.Engine.Tests.Streaming;

public interface IStreamGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int count);

    /// <summary>Waits for the gate after the first element.</summary>
    IAsyncEnumerable<int> CountWaiting(int count, string gate);

    IAsyncEnumerable<int> CountAndFail(int count);

    /// <summary>Without end, until cancelled or disposed; records both.</summary>
    IAsyncEnumerable<int> CountForever(CancellationToken cancellationToken = default);

    IAsyncEnumerable<List<string>> Share();

    Task Open(string gate);

    Task Deactivate();
}
