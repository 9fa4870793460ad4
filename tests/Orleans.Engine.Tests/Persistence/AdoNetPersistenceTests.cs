using CuaRl.TestKit.Postgres;

namespace Orleans.Engine.Tests.Persistence;

/// <summary>What only a store that outlives the silo can show.</summary>
public sealed class AdoNetPersistenceTests
{
    private const string Key = "rec:one";

    [PostgresFact]
    public async Task Kill_WithoutDeactivation_KeepsTheLastAcknowledgedWrite()
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Postgres);
        await host.Grain(Key).Set("a");
        var written = await host.Grain(Key).Set("b");
        await host.Grain(Key).SetWithoutWriting("c");

        await host.CrashAsync();
        var loaded = await host.Grain(Key).Look();

        Assert.Equal(("b", written.Etag), (loaded.Value, loaded.Etag));
    }

    [PostgresFact]
    public async Task Write_Row_IsTheBareStateUnderTheStateName()
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Postgres);
        await host.Grain(Key).Set("a");
        await host.Grain(Key).Set("b");

        Assert.Equal("""{"Value":"b","History":["a","b"]}""", await host.ScalarAsync<string>(
            "SELECT convert_from(payloadbinary, 'UTF8') FROM orleansstorage"));
        Assert.Equal("record rec:one 2", await host.ScalarAsync<string>(
            "SELECT concat_ws(' ', graintypestring, grainidextensionstring, version) FROM orleansstorage"));
    }

    [PostgresTheory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Clear_Record_KeepsTheRowUnlessToldToDelete(bool deleteOnClear, long rows)
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Postgres, deleteOnClear);
        var grain = host.Grain(Key);
        await grain.Set("a");

        var cleared = await grain.Clear();

        Assert.Equal(deleteOnClear ? null : "2", cleared.Etag);
        Assert.Equal(rows, await host.ScalarAsync<long>("SELECT count(*) FROM orleansstorage"));
        Assert.Equal(deleteOnClear ? "1" : "3", (await grain.Set("b")).Etag);
    }

    [PostgresFact]
    public async Task FirstWrites_EightAtOnce_HaveOneWinnerAndOneRow()
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Postgres);

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(1, await host.RaceFirstWritesAsync(GrainId.Create("record", $"rec:{round}"), writers: 8));
        }

        Assert.Equal(20, await host.ScalarAsync<long>("SELECT count(*) FROM orleansstorage"));
    }

    /// <summary>The trap of the provider, kept as it is: keys are told apart by what they read as.</summary>
    [PostgresFact]
    public async Task Keys_ThatReadAsOneNumber_ShareARow()
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Postgres);

        await host.Grain("ff").Set("a");

        Assert.Equal("a", (await host.Grain("0FF").Look()).Value);
    }
}
