using System.Globalization;
using System.Text.Json;
using CuaRl.Grains.Runs;
using CuaRl.Grains.Storage;
using Orleans.Storage;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Grain storage in memory that several silos may share, with the triggers of the records.</summary>
internal sealed class MemoryRecords(MemoryRuns runs, MemoryTrainings? trainings = null) : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, GrainId), (string? Payload, int Version)> _rows = [];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            if (_rows.TryGetValue((stateName, grainId), out var row))
            {
                grainState.State = row.Payload is null ? grainState.State : JsonSerializer.Deserialize<T>(row.Payload, GrainStateJson.Options)!;
                grainState.ETag = Tag(row.Version);
                grainState.RecordExists = row.Payload is not null;
            }
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        lock (_lock)
        {
            var version = _rows.TryGetValue((stateName, grainId), out var row) ? row.Version : 0;
            if (grainState.ETag != (version == 0 ? null : Tag(version)))
            {
                throw new InconsistentStateException("another writer was first", Tag(version), grainState.ETag);
            }

            if (grainState.State is RunState run)
            {
                runs.Project(run);
            }

            trainings?.Project(grainState.State);

            _rows[(stateName, grainId)] = (JsonSerializer.Serialize(grainState.State, GrainStateJson.Options), version + 1);
            grainState.ETag = Tag(version + 1);
            grainState.RecordExists = true;
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        lock (_lock)
        {
            var version = _rows[(stateName, grainId)].Version;
            if (grainState.ETag != Tag(version))
            {
                throw new InconsistentStateException("another writer was first", Tag(version), grainState.ETag);
            }

            trainings?.Remove(grainState.State);
            _rows[(stateName, grainId)] = (null, version + 1);
            grainState.ETag = Tag(version + 1);
            grainState.RecordExists = false;
        }
    }

    /// <summary>The payload of a record as it is stored; null for none.</summary>
    public string? Payload(string stateName, string key)
    {
        lock (_lock)
        {
            return _rows.FirstOrDefault(row => row.Key.Item1 == stateName && row.Key.Item2.Key.ToString() == key).Value.Payload;
        }
    }

    /// <summary>The payloads of all records of a kind, as they are stored.</summary>
    public IReadOnlyList<string> Payloads(string stateName)
    {
        lock (_lock)
        {
            return [.. _rows.Where(row => row.Key.Item1 == stateName).Select(row => row.Value.Payload).OfType<string>()];
        }
    }

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
