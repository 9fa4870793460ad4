using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Records for tests, gone with the silo; kept as bytes, so that nothing is shared with the grain.</summary>
internal sealed class MemoryGrainStorage(IGrainStorageSerializer serializer) : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string State, GrainId Grain), (string Etag, BinaryData? Payload)> _records = [];
    private long _lastEtag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        (string Etag, BinaryData? Payload) record;
        lock (_lock)
        {
            record = _records.GetValueOrDefault((stateName, grainId));
        }

        var state = record.Payload is null ? default : serializer.Deserialize<T>(record.Payload);
        grainState.State = state is null ? NewState.Create<T>() : state;
        grainState.RecordExists = state is not null;
        grainState.ETag = record.Payload is null ? null : record.Etag;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State);
        lock (_lock)
        {
            grainState.ETag = Replace((stateName, grainId), grainState.ETag, payload);
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            Replace((stateName, grainId), grainState.ETag, null);
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = NewState.Create<T>();
        return Task.CompletedTask;
    }

    /// <summary>A record that was never here takes any version; a cleared one only a writer that knows of none.</summary>
    private string Replace((string State, GrainId Grain) key, string? known, BinaryData? payload)
    {
        if (_records.TryGetValue(key, out var record) && known != (record.Payload is null ? null : record.Etag))
        {
            throw new InconsistentStateException(
                $"Version conflict in memory storage: {key.State} of {key.Grain}.", record.Payload is null ? null : record.Etag, known);
        }

        var etag = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _records[key] = (etag, payload);
        return etag;
    }
}
