using Orleans.Storage;

namespace CuaRl.Grains.Tests.Support;

/// <summary>A store whose next write can be made to fail, before or after it is done.</summary>
internal sealed class FaultyStorage(IGrainStorage inner, StorageFaults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.Writes++;
        await faults.HeldAsync();
        var fault = faults.Take();
        if (fault == StorageFault.BeforeTheWrite)
        {
            throw new StorageUnavailableException("the test says so");
        }

        if (fault == StorageFault.Conflict)
        {
            throw new InconsistentStateException("the test says so", "2", "1");
        }

        if (fault == StorageFault.AfterTheWrite)
        {
            // The state that the caller holds stays as it was: its answer never came.
            await inner.WriteStateAsync(stateName, grainId, new GrainState<T>(grainState.State!, grainState.ETag));
            throw new StorageUnavailableException("the test says so");
        }

        await inner.WriteStateAsync(stateName, grainId, grainState);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.Writes++;
        var fault = faults.Take();
        if (fault == StorageFault.BeforeTheWrite)
        {
            throw new StorageUnavailableException("the test says so");
        }

        await inner.ClearStateAsync(stateName, grainId, grainState);
        if (fault == StorageFault.AfterTheWrite)
        {
            throw new StorageUnavailableException("the test says so");
        }
    }
}
