using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Runs;

public sealed class RunCatalogTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredRuns _runs = new(database);
    private readonly string _simulation = Guid.CreateVersion7().ToString();

    private RunCatalog Catalog => new(database.Source, StoredRuns.Service, TimeProvider.System);

    [PostgresFact]
    public async Task List_ASimulationByPages_IsAllItsRunsOldestFirst()
    {
        List<string> expected = [];
        for (var i = 0; i < 5; i++)
        {
            // Some of one age, told apart by their ids.
            expected.Add((await _runs.AddAsync(_simulation, i, second: i / 2)).ToString());
        }

        await _runs.AddAsync("another", 1);
        await _runs.AddAsync(_simulation, 1, detached: true);
        List<string> listed = [];
        string? after = null;
        do
        {
            var page = await Catalog.ListAsync(new RunQuery { SimulationId = _simulation, After = after, Limit = 2 }, default);
            Assert.InRange(page.Items.Length, 1, 2);
            listed.AddRange(page.Items.Select(run => run.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(expected, listed);
    }

    [PostgresFact]
    public async Task List_AllBySkipping_PassesOverWhatWasAskedFor()
    {
        var first = await _runs.AddAsync(_simulation, 3);
        var second = await _runs.AddAsync("yet another", 5, StoredRuns.At(first, 1));

        var all = (await Catalog.ListAsync(new RunQuery { Limit = 1_000 }, default)).Items;
        var rest = (await Catalog.ListAsync(new RunQuery { Skip = all.Length - 1, Limit = 1_000 }, default)).Items;

        var ids = all.Select(run => run.Id).ToList();
        Assert.InRange(ids.IndexOf(first.ToString()), 0, ids.IndexOf(second.ToString()) - 1);
        var branch = all.Single(run => run.Id == second.ToString());
        Assert.Equal(("yet another", StoredRuns.At(first, 1), 4), (branch.Definition.SimulationId, branch.Definition.StartsAfter!.Value, branch.TotalSteps));
        Assert.Equal([ids[^1]], rest.Select(run => run.Id));
    }

    [PostgresFact]
    public async Task List_CursorOfNobody_IsRefused() => await Assert.ThrowsAsync<InvalidRequestException>(
        () => Catalog.ListAsync(new RunQuery { After = "x" }, default));

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(0xD800)]
    public async Task List_SimulationThatNoTextIs_IsRefusedByTheField(int character)
    {
        var query = new RunQuery { SimulationId = new string((char)character, 1) };

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.ListAsync(query, default));

        Assert.Equal("simulation_id", error.Field);
    }
}
