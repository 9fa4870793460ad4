using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Tests.Postgres.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

public sealed class PrunedStatesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredRuns _runs = new(database);
    private readonly WriteGate _gate = new();

    private PrunedStates Sweep => new(database.Source, _gate, StoredRuns.Service, TimeProvider.System);

    [PostgresFact]
    public async Task Sweep_PrunedRunOfManyBatches_DeletesItsStatesAndNoOthers()
    {
        _gate.Open();
        const int Steps = PrunedStates.Batch * 2 + 500;
        var root = await _runs.AddAsync("s", 9);
        var pruned = await _runs.AddAsync("s", 4 + Steps, StoredRuns.At(root, 4));
        var paused = await _runs.AddAsync("s", 9, status: "paused");
        await _runs.PruneAsync(pruned);

        Assert.Equal((1, Steps), await Sweep.SweepAsync(default));

        Assert.Equal(0, await _runs.CountStatesAsync(pruned));
        Assert.Equal((10, 10), (await _runs.CountStatesAsync(root), await _runs.CountStatesAsync(paused)));
        Assert.Equal((0, 0), await Sweep.SweepAsync(default));
    }

    [PostgresFact]
    public async Task Sweep_EndedMidway_IsGoneOnWithByTheNextOne()
    {
        _gate.Open();
        var pruned = await _runs.AddAsync("s", PrunedStates.Batch * 2, status: "pruned");
        await database.ExecuteAsync($"DELETE FROM run_state WHERE run_id = '{pruned}' AND step < {PrunedStates.Batch}");

        Assert.Equal((1, PrunedStates.Batch + 1), await Sweep.SweepAsync(default));
    }

    [PostgresFact]
    public async Task Sweep_RunThatAnotherSiloWorksOn_IsPassedOver()
    {
        _gate.Open();
        var pruned = await _runs.AddAsync("s", 9, status: "pruned");
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var other = await connection.BeginTransactionAsync();
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText = $"SELECT FROM run_head WHERE run_id = '{pruned}' FOR UPDATE";
            await hold.ExecuteNonQueryAsync();
        }

        Assert.Equal((0, 0), await Sweep.SweepAsync(default));
        await other.RollbackAsync();

        Assert.Equal((1, 10), await Sweep.SweepAsync(default));
    }

    [PostgresFact]
    public async Task Sweep_GateClosed_DeletesNothingUntilItOpens()
    {
        _gate.Close("the lock is lost");
        var pruned = await _runs.AddAsync("s", 9, status: "pruned");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Sweep.SweepAsync(default));

        Assert.Equal(10, await _runs.CountStatesAsync(pruned));
        _gate.Open();
        Assert.Equal((1, 10), await Sweep.SweepAsync(default));
    }
}
