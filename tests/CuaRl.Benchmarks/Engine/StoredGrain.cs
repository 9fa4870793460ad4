namespace CuaRl.Benchmarks.Engine;

/// <summary>Its state name is that of a simulation, so that its writes go through the read model's triggers.</summary>
internal sealed class StoredGrain(
    [PersistentState(StoredRecord.StateName)] IPersistentState<StoredRecord> record) : Grain, IStoredGrain
{
    Task IStoredGrain.Write()
    {
        record.State = record.State with { Description = StoredRecord.Text, Count = record.State.Count + 1 };
        return record.WriteStateAsync();
    }

    Task<int> IStoredGrain.Count() => Task.FromResult(record.State.Count);
}
