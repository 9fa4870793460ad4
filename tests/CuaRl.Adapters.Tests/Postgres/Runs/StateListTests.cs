using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Runs;

public sealed class StateListTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredRuns _runs = new(database);
    private readonly string _simulation = Guid.CreateVersion7().ToString();

    private RunIndex Index => new(database.Source, StoredRuns.Service, TimeProvider.System);

    [PostgresFact]
    public async Task ListChildren_PageByPage_OwnStateFirstThenBranchesByAge()
    {
        var root = await _runs.AddAsync(_simulation, 9);
        var later = await _runs.AddAsync(_simulation, 9, StoredRuns.At(root, 6), second: 100);
        var earlier = await _runs.AddAsync(_simulation, 7, StoredRuns.At(root, 6), second: 50);
        await _runs.AddAsync(_simulation, 6, StoredRuns.At(root, 6));
        await _runs.AddAsync(_simulation, 7, StoredRuns.At(root, 6), status: "pruned");
        await _runs.AddAsync(_simulation, 8, StoredRuns.At(root, 7));

        var pages = await PagesAsync(after => Index.ListChildrenAsync(_simulation, StoredRuns.At(root, 6), after, 1, default));

        Assert.Equal([StoredRuns.At(root, 7), StoredRuns.At(earlier, 7), StoredRuns.At(later, 7)], pages);
    }

    [PostgresFact]
    public async Task ListChildren_HeadOfARunOrNoState_HasNone()
    {
        var root = await _runs.AddAsync(_simulation, 9);

        Assert.Empty((await Index.ListChildrenAsync(_simulation, StoredRuns.At(root, 9), null, 10, default)).Items);
        Assert.Empty((await Index.ListChildrenAsync(_simulation, StoredRuns.At(root, 70), null, 10, default)).Items);
        Assert.Empty((await Index.ListChildrenAsync(_simulation, StoredRuns.At(Guid.CreateVersion7(), 0), null, 10, default)).Items);
    }

    [PostgresFact]
    public async Task ListLeaves_HeadThatOnlyEmptyOrPrunedBranchesFollow_IsALeaf()
    {
        var followed = await _runs.AddAsync(_simulation, 3);
        var branch = await _runs.AddAsync(_simulation, 5, StoredRuns.At(followed, 3));
        var open = await _runs.AddAsync(_simulation, 3);
        await _runs.AddAsync(_simulation, 3, StoredRuns.At(open, 3));
        await _runs.AddAsync(_simulation, 4, StoredRuns.At(open, 3), status: "pruned");
        await _runs.AddAsync(_simulation, -1);

        var pages = await PagesAsync(after => Index.ListLeavesAsync(_simulation, after, 1, default));

        Assert.Equal([StoredRuns.At(branch, 5), StoredRuns.At(open, 3)], pages);
    }

    [PostgresFact]
    public async Task ListTerminal_PageByPage_GivesEachDoneStateOnce()
    {
        var first = await _runs.AddAsync(_simulation, 25);
        var second = await _runs.AddAsync(_simulation, 19, StoredRuns.At(first, 10));
        await _runs.AddAsync(_simulation, 30, status: "pruned");

        var pages = await PagesAsync(after => Index.ListTerminalAsync(_simulation, after, 2, default));

        Assert.Equal([StoredRuns.At(first, 9), StoredRuns.At(first, 19), StoredRuns.At(second, 19)], pages);
    }

    [PostgresFact]
    public async Task ListLeavesAndTerminal_OfAllSimulations_HoldDetachedStatesToo()
    {
        var detached = await _runs.AddAsync(null, 9, detached: true);
        var run = await _runs.AddAsync(_simulation, 9);

        var leaves = await PagesAsync(after => Index.ListLeavesAsync(null, after, 1000, default));
        var terminal = await PagesAsync(after => Index.ListTerminalAsync(null, after, 1000, default));

        Assert.Superset(new HashSet<StateId> { StoredRuns.At(detached, 9), StoredRuns.At(run, 9) }, leaves.ToHashSet());
        Assert.Superset(new HashSet<StateId> { StoredRuns.At(detached, 9), StoredRuns.At(run, 9) }, terminal.ToHashSet());
    }

    [PostgresFact]
    public async Task CountDescendants_BranchesOnBothSidesOfTheState_CountsWhatLiesBelow()
    {
        var root = await _runs.AddAsync(_simulation, 9);
        await _runs.AddAsync(_simulation, 8, StoredRuns.At(root, 3));
        var below = await _runs.AddAsync(_simulation, 12, StoredRuns.At(root, 9));
        await _runs.AddAsync(_simulation, 11, StoredRuns.At(below, 10));
        await _runs.AddAsync(_simulation, 4, StoredRuns.At(root, 4));
        await _runs.AddAsync(_simulation, 20, StoredRuns.At(root, 5), status: "pruned");
        await _runs.AddAsync(_simulation, 5, StoredRuns.At(root, 4), detached: true);

        // Below step 4: 5 states of the root, 3 of the branch at its head, 1 of the branch on that, 1 detached.
        Assert.Equal(new DescendantCounts(10, 3, 3), await Index.CountDescendantsAsync(_simulation, StoredRuns.At(root, 4), default));
        Assert.Equal(new DescendantCounts(0, 1, 0), await Index.CountDescendantsAsync(_simulation, StoredRuns.At(below, 12), default));
    }

    [PostgresFact]
    public async Task ChildrenAndDescendants_StateThatSimulationsShare_AreOfOneAndOfNoneOrOfAll()
    {
        var root = await _runs.AddAsync(null, 0, detached: true);
        var mine = await _runs.AddAsync(_simulation, 2, StoredRuns.At(root, 0), second: 1);
        var theirs = await _runs.AddAsync($"{_simulation}-2", 3, StoredRuns.At(root, 0), second: 2);
        var loose = await _runs.AddAsync(null, 1, StoredRuns.At(root, 0), second: 3, detached: true);

        Assert.Equal([mine, loose], await ChildrenAsync(_simulation));
        Assert.Equal([mine, theirs, loose], await ChildrenAsync(null));
        Assert.Equal(new DescendantCounts(3, 2, 1), await Index.CountDescendantsAsync(_simulation, StoredRuns.At(root, 0), default));
        Assert.Equal(new DescendantCounts(6, 3, 2), await Index.CountDescendantsAsync(null, StoredRuns.At(root, 0), default));

        async Task<IEnumerable<Guid>> ChildrenAsync(string? simulation) =>
            (await Index.ListChildrenAsync(simulation, StoredRuns.At(root, 0), null, 10, default)).Items
            .Select(child => Guid.Parse(child.RunId));
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA  ")]
    public async Task Lists_CursorThatIsNone_NameTheField(string cursor)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Index.ListLeavesAsync(_simulation, cursor, 10, default));

        Assert.Equal("after", error.Field);
    }

    [PostgresTheory]
    [InlineData(long.MaxValue - 1)]
    [InlineData(long.MinValue + 1)]
    public async Task Lists_CursorOfNoInstant_NameTheField(long createdAt)
    {
        var cursor = new StateCursor(createdAt, Guid.Empty, 0).ToString();

        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Index.ListLeavesAsync(_simulation, cursor, 10, default));

        Assert.Equal("after", error.Field);
    }

    private static async Task<List<StateId>> PagesAsync(Func<string?, Task<StateIdPage>> page)
    {
        List<StateId> all = [];
        string? after = null;
        do
        {
            var next = await page(after);
            all.AddRange(next.Items);
            after = next.Next;
        }
        while (after is not null);
        return all;
    }
}
