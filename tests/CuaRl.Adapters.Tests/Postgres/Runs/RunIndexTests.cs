using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Trees;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Runs;

public sealed class RunIndexTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredRuns _runs = new(database);
    private readonly string _simulation = Guid.CreateVersion7().ToString();

    private RunIndex Index => new(database.Source, StoredRuns.Service, TimeProvider.System);

    [PostgresFact]
    public async Task ListSegments_ChildDatedBeforeItsParent_ComesAfterItAllTheSame()
    {
        var child = Guid.CreateVersion7();
        var root = Guid.CreateVersion7();
        await _runs.AddAsync(_simulation, 9, id: root, second: 5);
        await _runs.AddAsync(_simulation, 7, StoredRuns.At(root, 6), id: child, second: 4);

        var segments = await Index.ListSegmentsAsync(_simulation, default);

        Assert.Equal([new Segment(root, null, -1), new Segment(child, root, 6)], segments);
    }

    [PostgresFact]
    public async Task ListSegments_RunsOnStatesOfNoSimulation_BringThoseAlong()
    {
        var root = await _runs.AddAsync(null, 0, detached: true);
        var next = await _runs.AddAsync(null, 3, StoredRuns.At(root, 0), detached: true);
        var run = await _runs.AddAsync(_simulation, 5, StoredRuns.At(next, 2));
        await _runs.AddAsync(null, 0, detached: true);
        await _runs.AddAsync("another", 0);

        var segments = await Index.ListSegmentsAsync(_simulation, default);

        Assert.Equal([new Segment(root, null, -1), new Segment(next, root, 0), new Segment(run, next, 2)], segments);
    }

    [PostgresFact]
    public async Task ReadAncestry_OfARun_GoesUpwardsAndEndsAtTheLimit()
    {
        var root = await _runs.AddAsync(_simulation, 4);
        var middle = await _runs.AddAsync(_simulation, 6, StoredRuns.At(root, 3));
        var leaf = await _runs.AddAsync(_simulation, 6, StoredRuns.At(middle, 6));

        Assert.Equal(
            [new Segment(leaf, middle, 6), new Segment(middle, root, 3), new Segment(root, null, -1)],
            await Index.ReadAncestryAsync(leaf, 10, default));
        Assert.Equal(2, (await Index.ReadAncestryAsync(leaf, 2, default)).Count);
        Assert.Empty(await Index.ReadAncestryAsync(Guid.CreateVersion7(), 10, default));
    }

    [PostgresFact]
    public async Task Segments_OfAPrunedRun_SayThatItIsPruned()
    {
        var root = await _runs.AddAsync(_simulation, 4);
        var branch = await _runs.AddAsync(_simulation, 6, StoredRuns.At(root, 3));
        await _runs.PruneAsync(branch);
        var (first, second) = (new Segment(root, null, -1), new Segment(branch, root, 3, IsPruned: true));

        Assert.Equal([first, second], await Index.ListSegmentsAsync(_simulation, default));
        Assert.Equal([second, first], await Index.ReadAncestryAsync(branch, 10, default));
    }

    [PostgresFact]
    public async Task Find_Branch_TellsItsOwnStepsAndItsWholeLength()
    {
        var root = await _runs.AddAsync(_simulation, 9);
        var branch = await _runs.AddAsync(_simulation, 8, StoredRuns.At(root, 6));

        var info = (await Index.FindAsync(branch, default))!;

        Assert.Equal((branch.ToString(), RunStatus.Active, 8, 2, 9), (info.Id, info.Status, info.Head, info.TotalSteps, info.Length));
        Assert.Equal(StoredRuns.At(branch, 8), info.Current);
        Assert.Equal((_simulation, root.ToString(), StoredRuns.At(root, 6)),
            (info.Definition.SimulationId, info.Definition.ParentRunId, info.Definition.StartsAfter!.Value));
        Assert.Equal("""{"a":1e400}""", info.Definition.ConfigOverrides.ToString());
        Assert.Null(await Index.FindAsync(Guid.CreateVersion7(), default));
    }

    [PostgresFact]
    public async Task Find_RunsWithoutStatesOfTheirOwn_StandWhereTheyStart()
    {
        var root = await _runs.AddAsync(_simulation, -1);
        var other = await _runs.AddAsync(_simulation, 4);
        var branch = await _runs.AddAsync(_simulation, 2, StoredRuns.At(other, 2));

        var empty = (await Index.FindAsync(root, default))!;
        var onBranch = (await Index.FindAsync(branch, default))!;

        Assert.Equal((null, 0, 0), (empty.Current, empty.TotalSteps, empty.Length));
        Assert.Equal((StoredRuns.At(other, 2), 0, 3), (onBranch.Current, onBranch.TotalSteps, onBranch.Length));
    }

    [PostgresFact]
    public async Task Find_StatusOfANewerBuild_IsUnreadableByName()
    {
        var run = await _runs.AddAsync(_simulation, 0, status: "archived");

        var error = await Assert.ThrowsAsync<UnreadableRecordException>(() => Index.FindAsync(run, default));

        Assert.Contains("archived", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task ListNodes_Simulation_GivesItsRunsByAgeWithoutDetachedStates()
    {
        var first = await _runs.AddAsync(_simulation, 4, status: "completed");
        await _runs.AddAsync(_simulation, 0, detached: true);
        var second = await _runs.AddAsync(_simulation, 5, StoredRuns.At(first, 1));

        var nodes = await Index.ListNodesAsync(_simulation, default);

        Assert.Equal([first.ToString(), second.ToString()], nodes.Select(node => node.Id));
        Assert.Equal((RunStatus.Completed, 4, 4), (nodes[0].Status, nodes[0].Head, nodes[0].TotalSteps));
        Assert.Equal((StoredRuns.At(first, 1), 4), (nodes[1].StartsAfter!.Value, nodes[1].TotalSteps));
    }
}
