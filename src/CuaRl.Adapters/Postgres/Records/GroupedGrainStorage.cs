using System.Globalization;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using Orleans.Storage;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>
/// Grain storage whose writes share commits, and whose reads share statements: a thousand grains that store at once wait for a few
/// of them. Same rows, versions and conflicts as those of the provider inside, which clears.
/// </summary>
internal sealed class GroupedGrainStorage : IGrainStorage, IAsyncDisposable
{
    private readonly IGrainStorage _inner;
    private readonly IGrainStorageSerializer _serializer;
    private readonly RecordReader _reader;
    private readonly RecordWriter[] _writers;

    public GroupedGrainStorage(
        IGrainStorage inner, IGrainStorageSerializer serializer, PostgresSources sources, WriteGate gate, string serviceId,
        RecordOptions options, TimeProvider time)
    {
        (_inner, _serializer) = (inner, serializer);
        _reader = new RecordReader(sources.Storage, gate, serviceId, options, time);
        _writers = new RecordWriter[options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new RecordWriter(
                () => new RecordCommand(sources.Records, serviceId, options, time), gate, options, time);
        }
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (RecordKey.Of(stateName, grainId) is not { } key)
        {
            await _inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken);
            return;
        }

        var stored = await _reader.ReadAsync(key).WaitAsync(cancellationToken);
        var state = stored?.Payload is { } payload ? _serializer.Deserialize<T>(new BinaryData(payload)) : default;
        grainState.State = state ?? Activator.CreateInstance<T>();
        grainState.ETag = stored?.Version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = stored?.Payload is not null;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (RecordKey.Of(stateName, grainId) is not { } key)
        {
            await _inner.WriteStateAsync(stateName, grainId, grainState, cancellationToken);
            return;
        }

        int? known = string.IsNullOrWhiteSpace(grainState.ETag)
            ? null
            : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var payload = _serializer.Serialize(grainState.State).ToArray();
        var writer = _writers[(uint)key.IdHash % (uint)_writers.Length];
        if (await writer.WriteAsync(new RecordWrite(key, known, payload)) is not { } version)
        {
            throw new InconsistentStateException(
                $"The {stateName} of {grainId} was stored by another: it is not at ETag {grainState.ETag ?? "none"} any more.");
        }

        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        _inner.ClearStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        _inner.ClearStateAsync(stateName, grainId, grainState, cancellationToken);

    /// <summary>Stores what was taken before the store is let go of.</summary>
    public async ValueTask DisposeAsync()
    {
        Array.ForEach(_writers, writer => writer.Close());
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }
}
