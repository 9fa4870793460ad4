using System.Text.Json;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Records;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.TestKit.Postgres;
using Orleans.Storage;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Records;

public sealed class GroupedGrainStorageTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Name = "probe";

    [PostgresFact]
    public async Task Record_ThroughItsLife_IsToGrainsWhatTheProviderSays()
    {
        var gate = new WriteGate();
        gate.Open();
        await using var sources = JournalFixture.SourcesOf(database);
        await using var storage = new GroupedGrainStorage(
            new NoStorage(), new JsonRecords(), sources, gate, "tests", new RecordOptions(), TimeProvider.System);
        var grain = GrainId.Create(Name, $"{Name}:{Guid.NewGuid()}");
        var record = new GrainState<Probe>();

        await storage.ReadStateAsync(Name, grain, record);
        AssertIs(record, null, null, exists: false);

        record.State = new Probe { Text = "a" };
        await storage.WriteStateAsync(Name, grain, record);
        AssertIs(record, "a", "1", exists: true);

        var elsewhere = new GrainState<Probe>(new Probe { Text = "stale" });
        await storage.ReadStateAsync(Name, grain, elsewhere);
        AssertIs(elsewhere, "a", "1", exists: true);

        // A cleared record keeps its version, so that nobody who knew it before can write over what comes next.
        var key = RecordKey.Of(Name, grain)!;
        await new StorageQueries(database).ClearAsync(new Key(key.IdHash, 0, 0, key.Id, key.Type, key.TypeHash), 1);
        await storage.ReadStateAsync(Name, grain, elsewhere);
        AssertIs(elsewhere, null, "2", exists: false);

        elsewhere.State = new Probe { Text = "b" };
        await storage.WriteStateAsync(Name, grain, elsewhere);
        AssertIs(elsewhere, "b", "3", exists: true);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Name, grain, record));
    }

    private static void AssertIs(GrainState<Probe> record, string? text, string? etag, bool exists) =>
        Assert.Equal((text, etag, exists), (record.State?.Text, record.ETag, record.RecordExists));

    private sealed class Probe
    {
        public string? Text { get; set; }
    }

    private sealed class JsonRecords : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

        public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input)!;
    }

    /// <summary>Stands where the provider does, which is not asked.</summary>
    private sealed class NoStorage : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidOperationException();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidOperationException();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidOperationException();
    }
}
