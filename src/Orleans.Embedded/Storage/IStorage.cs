namespace Orleans.Core;

public interface IStorage
{
    /// <summary>The version of the stored record as last seen; <see langword="null"/> when there is none.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    Task WriteStateAsync();

    Task ReadStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
