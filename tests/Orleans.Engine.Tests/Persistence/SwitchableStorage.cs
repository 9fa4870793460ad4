using Orleans.Storage;

namespace Orleans.Engine.Tests.Persistence;

/// <summary>Stands before a provider, counts, and fails what it is told to.</summary>
internal sealed class SwitchableStorage(IGrainStorage inner, StorageSwitch its) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        StorageSwitch.ThrowIf(its.ReadFailure);
        return inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        its.CountWrite();
        StorageSwitch.ThrowIf(its.WriteFailure);
        return inner.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);
}

internal sealed class StorageSwitch
{
    private int _writes;

    public Exception? ReadFailure { get; set; }

    public Exception? WriteFailure { get; set; }

    public int Writes => _writes;

    public void CountWrite() => Interlocked.Increment(ref _writes);

    public static void ThrowIf(Exception? failure)
    {
        if (failure is not null)
        {
            throw failure;
        }
    }
}
