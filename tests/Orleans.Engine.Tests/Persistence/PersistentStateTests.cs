using CuaRl.TestKit.Postgres;
using Orleans.Storage;

namespace Orleans.Engine.Tests.Persistence;

/// <summary>What Orleans promises of persistent state, on every store this machine has.</summary>
public sealed class PersistentStateTests
{
    private const string Key = "rec:one";

    private static readonly string[] Names = PostgresPrerequisite.MissingReason is null
        ? [PersistenceHost.Memory, PersistenceHost.Postgres]
        : [PersistenceHost.Memory];

    public static TheoryData<string> Stores { get; } = [.. Names];

    /// <summary>Only says in the results why the database is missing from all the others.</summary>
    [PostgresFact]
    public void Stores_HaveADatabase() => Assert.Contains(PersistenceHost.Postgres, Names);

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task State_NewGrain_IsNewAndHasNoRecord(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);

        var view = await host.Grain(Key).Look();

        Assert.Equal((null, false, null), (view.Value, view.Exists, view.Etag));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_FirstTime_IsThereForTheNextActivation(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);

        var written = await grain.Set("a");
        await grain.Leave();
        var loaded = await grain.Look();

        Assert.True(written.Exists);
        Assert.NotNull(written.Etag);
        Assert.Equal(("a", "a", true, written.Etag), (loaded.Loaded, loaded.Value, loaded.Exists, loaded.Etag));
        Assert.NotEqual(written.Activation, loaded.Activation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_Again_ChangesTheEtag(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);

        var first = await grain.Set("a");
        var second = await grain.Set("b");

        Assert.NotEqual(first.Etag, second.Etag);
        Assert.Equal(first.Activation, second.Activation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_RecordChangedElsewhere_ThrowsAndTheActivationIsReplaced(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        var before = await grain.Set("a");
        await host.WriteElsewhereAsync(grain, "b");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set("c"));
        var after = await grain.Look();

        Assert.Equal("b", after.Value);
        Assert.NotEqual(before.Activation, after.Activation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_RecordAppearedElsewhere_ThrowsAndKeepsTheOther(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        await grain.Look();
        await host.WriteElsewhereAsync(grain, "b");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set("c"));

        Assert.Equal("b", (await grain.Look()).Value);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_ConflictThatTheGrainCatches_KeepsTheActivation(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        var before = await grain.Set("a");
        await host.WriteElsewhereAsync(grain, "b");

        Assert.False(await grain.TrySet("c"));
        var reread = await grain.Reread();

        Assert.Equal(("b", before.Activation), (reread.Value, reread.Activation));
        Assert.True(await grain.TrySet("d"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Clear_Record_LeavesNewStateHereAndForTheNextActivation(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        await grain.Set("a");

        var cleared = await grain.Clear();
        await grain.Leave();
        var loaded = await grain.Look();

        Assert.Equal((null, false), (cleared.Value, cleared.Exists));
        Assert.Equal((null, false), (loaded.Value, loaded.Exists));
        Assert.NotEqual(cleared.Activation, loaded.Activation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_AfterClear_StoresAgain(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        await grain.Set("a");
        await grain.Clear();

        await grain.Set("b");
        await grain.Leave();

        Assert.Equal(("b", true), ((await grain.Look()).Value, (await grain.Look()).Exists));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_AfterClearAndReload_StoresAgain(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        await grain.Set("a");
        await grain.Clear();
        await grain.Leave();

        await grain.Set("b");
        await grain.Leave();

        Assert.Equal("b", (await grain.Look()).Value);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Clear_NoRecord_DoesNothing(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);

        var cleared = await host.Grain(Key).Clear();

        Assert.False(cleared.Exists);
        Assert.Equal("a", (await host.Grain(Key).Set("a")).Value);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Read_StateChangedInMemory_BringsTheStoredOneBack(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        await grain.Set("a");
        await grain.SetWithoutWriting("b");

        Assert.Equal("b", (await grain.Look()).Value);
        Assert.Equal("a", (await grain.Reread()).Value);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_AskedForAgainWhileWaiting_IsDoneOnceWithTheLastValue(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);

        await grain.SetAllAtOnce(["a", "b", "c"]);
        await grain.Leave();

        Assert.Equal("c", (await grain.Look()).Value);
        Assert.Equal(1, host.Switch.Writes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_StorageFails_SurfacesAndTheStateCanBeReadAgain(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        var before = await grain.Set("a");
        host.Switch.WriteFailure = new IOException("disk full");

        var failure = await Assert.ThrowsAsync<OrleansException>(() => grain.Set("b"));
        host.Switch.WriteFailure = null;
        var ahead = await grain.Look();
        var reread = await grain.Reread();

        Assert.Contains(grain.GetGrainId().ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Equal("disk full", Assert.IsType<IOException>(failure.InnerException).Message);
        Assert.Equal(("b", before.Activation), (ahead.Value, ahead.Activation));
        Assert.Equal(("a", before.Etag), (reread.Value, reread.Etag));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Activation_StorageFails_FailsTheCallAndTheNextTriesAgain(string store)
    {
        await using var host = await PersistenceHost.StartAsync(store);
        var grain = host.Grain(Key);
        host.Switch.ReadFailure = new IOException("no database");

        await Assert.ThrowsAsync<OrleansException>(() => grain.Look());
        host.Switch.ReadFailure = null;

        Assert.False((await grain.Look()).Exists);
    }

    [Fact]
    public async Task State_FromOutsideTheActivation_IsRefused()
    {
        await using var host = await PersistenceHost.StartAsync(PersistenceHost.Memory);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain(Key).LookFromOutside());
    }
}
