using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Grain records in a database, through the statements that its OrleansQuery table holds: the same rows as the AdoNet
/// provider of the packages writes and reads.
/// </summary>
internal sealed class AdoNetGrainStorage(
    string name, AdoNetGrainStorageOptions options, IGrainStorageSerializer serializer, string serviceId)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private const string QueriesText =
        "SELECT QueryKey, QueryText FROM OrleansQuery WHERE QueryKey IN " +
        "('WriteToStorageKey', 'ReadFromStorageKey', 'ClearStorageKey', 'DeleteStorageKey')";

    private Queries? _queries;
    private DbDataSource? _source;
    private bool _ownsSource;

    private Queries Ready => _queries ?? throw new InvalidOperationException($"Storage provider \"{name}\" is not started.");

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(AdoNetGrainStorage)} {name}", options.InitStage, Start, Stop);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var command = Command(Ready.Read, stateName, grainId);
        await using (command.ConfigureAwait(false))
        {
            var row = await SingleRow(
                command,
                static row => (Payload: row.Bytes("PayloadBinary"), Version: row.Number("Version")),
                cancellationToken).ConfigureAwait(false);
            var state = row.Payload is null ? default : serializer.Deserialize<T>(new BinaryData(row.Payload));
            grainState.State = state is null ? NewState.Create<T>() : state;
            grainState.ETag = row.Version;
            grainState.RecordExists = row.Payload is not null;
        }
    }

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var command = Command(Ready.Write, stateName, grainId);
        await using (command.ConfigureAwait(false))
        {
            command.Add("GrainStateVersion", DbType.Int32, VersionOf(grainState.ETag));
            command.Add("PayloadBinary", DbType.Binary, ToArray(serializer.Serialize(grainState.State)));
            var version = await SingleRow(command, static row => row.Number("NewGrainStateVersion"), cancellationToken)
                .ConfigureAwait(false);
            ThrowIfUnchanged("WriteState", version, grainState.ETag, stateName, grainId);
            grainState.ETag = version;
            grainState.RecordExists = true;
        }
    }

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!grainState.RecordExists && string.IsNullOrWhiteSpace(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState, cancellationToken).ConfigureAwait(false);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        var command = Command(options.DeleteStateOnClear ? Ready.Delete! : Ready.Clear, stateName, grainId);
        await using (command.ConfigureAwait(false))
        {
            command.Add("GrainStateVersion", DbType.Int32, VersionOf(grainState.ETag));
            var version = await SingleRow(command, static row => row.First(), cancellationToken).ConfigureAwait(false);
            ThrowIfUnchanged("ClearState", version, grainState.ETag, stateName, grainId);
            grainState.ETag = options.DeleteStateOnClear ? null : version;
            grainState.RecordExists = false;
            grainState.State = NewState.Create<T>();
        }
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        _source = AdoNetDataSource.Of(options, name, out _ownsSource);
        var texts = new Dictionary<string, string>();
        var command = _source.CreateCommand(QueriesText);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    texts.Add(reader.GetString(0), reader.GetString(1));
                }
            }
        }

        if (options.DeleteStateOnClear && !texts.ContainsKey("DeleteStorageKey"))
        {
            throw new ArgumentException("DeleteStateOnClear needs a DeleteStorageKey in the OrleansQuery table, which has none: add it or turn the option off.");
        }

        _queries = new(
            Text("ReadFromStorageKey"), Text("WriteToStorageKey"), Text("ClearStorageKey"), texts.GetValueOrDefault("DeleteStorageKey"));

        string Text(string key) => texts.TryGetValue(key, out var text)
            ? text
            : throw new InvalidOperationException($"Storage provider \"{name}\": the OrleansQuery table has no {key}.");
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        if (_ownsSource && _source is not null)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private DbCommand Command(string text, string stateName, GrainId grainId)
    {
        if (stateName.Contains('`', StringComparison.Ordinal))
        {
            throw new NotSupportedException($"The state name {stateName} is one of a generic type, which needs the packages engine.");
        }

        var key = AdoNetGrainKey.Of(grainId);
        var command = _source!.CreateCommand(text);
        command.Add("GrainIdHash", DbType.Int32, key.Hash);
        command.Add("GrainIdN0", DbType.Int64, key.N0);
        command.Add("GrainIdN1", DbType.Int64, key.N1);
        command.Add("GrainTypeHash", DbType.Int32, (int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(stateName)));
        command.Add("GrainTypeString", DbType.String, stateName);
        command.Add("GrainIdExtensionString", DbType.String, key.Extension);
        command.Add("ServiceId", DbType.String, serviceId);
        return command;
    }

    private static async Task<TRow?> SingleRow<TRow>(DbCommand command, Func<DbDataReader, TRow> read, CancellationToken cancellationToken)
    {
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var result = default(TRow);
            var count = 0;
            do
            {
                for (; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); count++)
                {
                    result = count == 0
                        ? read(reader)
                        : throw new InvalidOperationException("More than one row where a grain has one; the storage key is not unique.");
                }
            }
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));

            return result;
        }
    }

    private void ThrowIfUnchanged(string operation, string? stored, string? known, string stateName, GrainId grainId)
    {
        if (string.IsNullOrEmpty(stored) || stored == known)
        {
            throw new InconsistentStateException(
                $"{operation} of {stateName} for {grainId.Key} in service {serviceId} met another writer: "
                + $"provider {name} was given ETag {known ?? "none"}.");
        }
    }

    private static int? VersionOf(string? etag) =>
        string.IsNullOrWhiteSpace(etag) ? null : int.Parse(etag, CultureInfo.InvariantCulture);

    /// <summary>The serializer's own array where it gave all of one.</summary>
    private static byte[] ToArray(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var segment) && segment.Array!.Length == segment.Count
            ? segment.Array
            : data.ToArray();

    private sealed record Queries(string Read, string Write, string Clear, string? Delete);
}
