using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Runs;

public sealed class StateTagsTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly StoredRuns _runs = new(database);
    private readonly WriteGate _gate = OpenGate();
    private readonly string _simulation = Guid.CreateVersion7().ToString();

    private StateTags Tags => new(database.Source, _gate, StoredRuns.Service, TimeProvider.System);

    [PostgresFact]
    public async Task Add_SameAgain_GivesTheFirstAnswer()
    {
        var run = await _runs.AddAsync(_simulation, 3);

        var first = await Tags.AddAsync(_simulation, "best", StoredRuns.At(run, 2), Now, default);
        var again = await Tags.AddAsync(_simulation, "best", StoredRuns.At(run, 2), Now.AddHours(1), default);

        Assert.Equal(new StateTag("best", StoredRuns.At(run, 2), Now), first);
        Assert.Equal(first, again);
        Assert.Equal(first, await Tags.FindAsync(_simulation, "best", default));
    }

    [PostgresFact]
    public async Task Add_NameOfAnotherState_IsRefusedWithinASimulationOnly()
    {
        var run = await _runs.AddAsync(null, 3);
        await Tags.AddAsync(_simulation, "best", StoredRuns.At(run, 2), Now, default);

        await Tags.AddAsync(null, "best", StoredRuns.At(run, 1), Now, default);
        await Assert.ThrowsAsync<AlreadyExistsException>(
            () => Tags.AddAsync(_simulation, "best", StoredRuns.At(run, 1), Now, default));
    }

    [PostgresFact]
    public async Task Add_StateThatIsNotThere_IsRefusedByItsCause()
    {
        var root = await _runs.AddAsync(_simulation, 9);
        var branch = await _runs.AddAsync(_simulation, 7, StoredRuns.At(root, 5));
        var pruned = await _runs.AddAsync(_simulation, 9, status: "pruned");

        await AssertRefusedAsync<NotFoundException>(StoredRuns.At(root, 10));
        await AssertRefusedAsync<NotFoundException>(StoredRuns.At(branch, 5));
        await AssertRefusedAsync<NotFoundException>(StoredRuns.At(Guid.CreateVersion7(), 0));
        await AssertRefusedAsync<RunPrunedException>(StoredRuns.At(pruned, 5));

        Task AssertRefusedAsync<T>(StateId state)
            where T : Exception =>
            Assert.ThrowsAsync<T>(() => Tags.AddAsync(_simulation, "none", state, Now, default));
    }

    [PostgresFact]
    public async Task Add_WhileTheRunIsBeingPruned_WaitsAndIsRefused()
    {
        var run = await _runs.AddAsync(_simulation, 3);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var prune = await connection.BeginTransactionAsync();
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText =
                $"""
                SELECT FROM run_head WHERE run_id = '{run}' FOR UPDATE;
                UPDATE run_head SET status = 'pruned' WHERE run_id = '{run}'
                """;
            await hold.ExecuteNonQueryAsync();
        }

        var adding = Tags.AddAsync(_simulation, "late", StoredRuns.At(run, 2), Now, default);
        await Waits.ForALockAsync(database);
        await prune.CommitAsync();

        await Assert.ThrowsAsync<RunPrunedException>(() => adding);
    }

    [PostgresFact]
    public async Task List_PageByPage_GivesNamesInOrdinalOrder()
    {
        var run = await _runs.AddAsync(_simulation, 3);
        foreach (var name in (string[])["b", "a", "B", "é", "c"])
        {
            await Tags.AddAsync(_simulation, name, StoredRuns.At(run, 1), Now, default);
        }

        var first = await Tags.ListAsync(_simulation, null, 3, default);
        var second = await Tags.ListAsync(_simulation, first[^1].Name, 3, default);

        Assert.Equal(["B", "a", "b", "c", "é"], first.Concat(second).Select(tag => tag.Name));
    }

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(0xD800)]
    public async Task List_AfterWhatNoNameIs_IsRefusedByTheField(int character)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Tags.ListAsync(_simulation, new string((char)character, 1), 3, default));

        Assert.Equal("after", error.Field);
    }

    [PostgresFact]
    public async Task Remove_NameThatIsThere_IsTrueOnce()
    {
        var run = await _runs.AddAsync(_simulation, 3);
        await Tags.AddAsync(_simulation, "gone", StoredRuns.At(run, 1), Now, default);

        Assert.True(await Tags.RemoveAsync(_simulation, "gone", default));
        Assert.False(await Tags.RemoveAsync(_simulation, "gone", default));
        Assert.Null(await Tags.FindAsync(_simulation, "gone", default));
    }

    [PostgresFact]
    public async Task AddAndRemove_GateClosed_AreRefused()
    {
        var run = await _runs.AddAsync(_simulation, 3);
        _gate.Close("the lock is lost");

        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Tags.AddAsync(_simulation, "x", StoredRuns.At(run, 1), Now, default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Tags.RemoveAsync(_simulation, "x", default));
    }

    private static WriteGate OpenGate()
    {
        var gate = new WriteGate();
        gate.Open();
        return gate;
    }
}
