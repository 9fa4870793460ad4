using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trees;

public sealed class StateTreeGrainTests(TreeHost host) : IClassFixture<TreeHost>, IAsyncLifetime
{
    private const string Nowhere = "01993a60-0000-7000-8000-00000000fffd";

    private IStateTreeGrain _tree = null!;
    private IRunGrain _run = null!;
    private string _id = null!;

    public async Task InitializeAsync()
    {
        _tree = await host.NewTreeAsync("""{"lr": 1e-3, "eps": 1}""");
        _run = await host.NewRunAsync(_tree, 5);
        _id = (await _run.Describe()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task BranchFrom_AStep_SharesTheHistoryAndBothGoOn()
    {
        var info = await _run.BranchFrom(2, "high lr", JsonText.Parse("""{"lr": 0.01}"""));
        var branch = host.Grains.GetRun(info.Id);
        await TreeHost.AppendAsync(branch, 2);
        await TreeHost.AppendAsync(_run, 1);

        Assert.Equal("Branched from main at step 2", info.Definition.Description);
        Assert.Equal((new StateId(_id, 2), 0, 3), (info.Current, info.TotalSteps, info.Length));
        Assert.Equal((4, 2, 5), await CountsAsync(branch));
        Assert.Equal((6, 6, 7), await CountsAsync(_run));
        var comparison = await _tree.Compare(_id, info.Id);
        Assert.Equal(new StateId(_id, 2), comparison.DivergencePoint);
        Assert.Equal((3, 4, 2), (comparison.SharedCount, comparison.Run1UniqueCount, comparison.Run2UniqueCount));
    }

    [Fact]
    public async Task BranchFrom_ABranch_AddsUpOverridesAndTheSimulationsConfigLiesBelow()
    {
        var first = await _run.BranchFrom(2, "a", JsonText.Parse("""{"lr": 0.01}"""));
        var second = await host.Grains.GetRun(first.Id).BranchFrom(1, "b", JsonText.Parse("""{"gamma": 0.9}"""));

        Assert.Equal("""{"lr": 0.01,"gamma": 0.9}""", second.Definition.ConfigOverrides.ToString());
        Assert.Equal((first.Id, new StateId(_id, 1)), (second.Definition.ParentRunId, second.Definition.StartsAfter));
        Assert.Equal("""{"lr": 0.01,"eps": 1,"gamma": 0.9}""", (await _tree.EffectiveConfig(second.Id)).ToString());
        Assert.Equal("""{"lr": 1e-3, "eps": 1}""", (await _tree.EffectiveConfig(_id)).ToString());
    }

    [Fact]
    public async Task BranchFrom_SameOperation_GivesTheFirstAnswerAndForAnotherBranchIsRefused()
    {
        var request = new BranchRequest { Name = "once", Step = 2, OperationId = "op" };
        var first = await _run.BranchFrom(request);
        await TreeHost.AppendAsync(_run, 3);

        Assert.Equal(first, await _run.BranchFrom(request));
        Assert.Equal(first, await _tree.BranchFromState(null, new BranchRequest { Name = "once", State = new StateId(_id, 2), OperationId = "op" }));
        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => _run.BranchFrom(request with { Step = 3 }));
        Assert.Equal(("run", first.Id), (error.Kind, error.ResourceId));
    }

    [Fact]
    public async Task BranchFrom_AgainAtAStateThatWasAppendedSince_IsExact()
    {
        await _run.BranchFrom(5, "a");
        await TreeHost.AppendAsync(_run, 2);

        Assert.Equal(new StateId(_id, 7), (await _run.BranchFrom(7, "b")).Current);
        Assert.Equal(new StateId(_id, 3), (await _run.BranchFrom(3, "c")).Current);
        await Assert.ThrowsAsync<NotFoundException>(() => _run.BranchFrom(8, "d"));
    }

    [Fact]
    public async Task BranchFrom_StateBesideTheHistory_IsRefusedAndNothingIsWritten()
    {
        var branch = host.Grains.GetRun((await _run.BranchFrom(2, "a")).Id);
        var sibling = host.Grains.GetRun((await _run.BranchFrom(2, "b")).Id);
        var foreign = (await sibling.Append(TreeHost.State(0))).RunId;
        var runs = host.Runs.Ids.Length;

        var besides = await Assert.ThrowsAsync<InvalidRequestException>(() => branch.BranchFrom(new StateId(foreign, 3), "x"));
        var beyond = await Assert.ThrowsAsync<InvalidRequestException>(() => branch.BranchFrom(new StateId(_id, 3), "x"));

        Assert.Equal(("branch_point_state_id", "branch_point_state_id"), (besides.Field, beyond.Field));
        Assert.Equal(runs, host.Runs.Ids.Length);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(long.MaxValue)]
    public async Task BranchFrom_StepBeyondTheHead_IsNotFound(long step)
    {
        var error = await Assert.ThrowsAsync<NotFoundException>(() => _run.BranchFrom(step, "x"));

        Assert.Equal(("state", $"{_id}.{step}"), (error.Kind, error.ResourceId));
    }

    [Fact]
    public async Task Commands_WithBadInput_AreRefusedByFieldAndNothingIsWritten()
    {
        var runs = host.Runs.Ids.Length;
        var longName = new string('x', 10_000);
        (string Field, Func<Task> Command)[] commands =
        [
            ("name", () => _run.BranchFrom(2, longName)),
            ("step", () => _run.BranchFrom(-1, "x")),
            ("step", () => _run.BranchFrom(new BranchRequest { Name = "x" })),
            ("step", () => _run.BranchFrom(new BranchRequest { Name = "x", Step = 1, State = new StateId(_id, 1) })),
            ("config_overrides", () => _run.BranchFrom(2, "x", JsonText.Parse("[1]"))),
            ("operation_id", () => _run.BranchFrom(new BranchRequest { Name = "x", Step = 1, OperationId = new string('x', 201) })),
            ("parent_run_id", () => _tree.BranchFromState(null, new BranchRequest { Name = "x", Step = 1 })),
            ("name", () => _tree.CreateRun(new RunRequest { Name = "" })),
            ("step", () => _tree.CreateRun(new RunRequest { Name = "x", RootState = new StateId(_id, -1) })),
            ("simulation_id", () => host.Grains.GetAnyStateTree().CreateRun(new RunRequest { Name = "x" })),
            ("reward", () => _tree.AddState(new StateRequest { Content = TreeHost.State(0) with { Reward = double.NaN } })),
            ("step", () => _tree.AncestorAt(new StateId(_id, 3), -1)),
            ("step", () => _tree.AncestorAt(new StateId(_id, 3), 4)),
            ("from", () => _tree.Lineage(new StateId(_id, 3), -1)),
            ("from", () => _tree.LineageStates(new StateId(_id, 3), new StateQuery { From = -1 })),
            ("limit", () => _run.GetStates(new StateQuery { Limit = 1001 })),
            ("limit", () => _tree.Leaves(null, 0)),
            ("name", () => _tree.Tag(new StateId(_id, 3), "")),
        ];

        foreach (var (field, command) in commands)
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<InvalidRequestException>(command)).Field);
        }

        Assert.Equal(runs, host.Runs.Ids.Length);
    }

    [Fact]
    public async Task Questions_AboutWhatIsNotThere_AreNotFoundByKind()
    {
        var branch = await _run.BranchFrom(2, "a");
        (string Kind, Func<Task> Question)[] questions =
        [
            ("run", () => _tree.AncestorAt(new StateId(Nowhere, 0), 0)),
            ("run", () => _tree.Compare(_id, Nowhere)),
            ("run", () => _tree.EffectiveConfig(Nowhere)),
            ("run", () => _tree.Prune(Nowhere)),
            ("run", () => _tree.BranchFromState(Nowhere, new BranchRequest { Name = "x", Step = 0 })),
            ("run", () => host.Grains.GetAnyStateTree().Lineage(new StateId(Nowhere, 0))),
            ("state", () => _tree.GetState(new StateId(_id, 6))),
            ("state", () => _tree.AncestorAt(new StateId(_id, 6), 0)),
            ("state", () => _tree.GetState(new StateId(branch.Id, 2))),
            ("state", () => _tree.Lineage(new StateId(branch.Id, 2))),
            ("state", () => _tree.Children(new StateId(_id, long.MaxValue), null, 1)),
            ("state", () => _tree.CreateRun(new RunRequest { Name = "x", RootState = new StateId(_id, 6) })),
            ("state", () => _tree.AddState(new StateRequest { Content = TreeHost.State(0), Parent = new StateId(_id, 6) })),
            ("tag", () => _tree.GetTag("no such")),
        ];

        foreach (var (kind, question) in questions)
        {
            Assert.Equal(kind, (await Assert.ThrowsAsync<NotFoundException>(question)).Kind);
        }

        await Assert.ThrowsAsync<MalformedIdException>(() => _tree.GetState(new StateId("x", 0)));
        await Assert.ThrowsAsync<MalformedIdException>(() => _tree.GetState(default));
        await Assert.ThrowsAsync<MalformedIdException>(() => _tree.Compare("x", _id));
        await Assert.ThrowsAsync<MalformedIdException>(
            () => _tree.BranchFromState(Nowhere.ToUpperInvariant(), new BranchRequest { Name = "x", Step = 0 }));
        Assert.Equal("simulation", (await Assert.ThrowsAsync<NotFoundException>(
            () => host.Grains.GetStateTree("never").CreateRun(new RunRequest { Name = "x" }))).Kind);
    }

    [Fact]
    public async Task Runs_OfAnotherSimulation_CannotBeMixedIn()
    {
        var other = await host.NewTreeAsync();
        foreach (var command in new Func<Task>[]
        {
            () => other.BranchFromState(_id, new BranchRequest { Name = "x", Step = 1 }),
            () => other.CreateRun(new RunRequest { Name = "x", RootState = new StateId(_id, 1) }),
            () => other.AddState(new StateRequest { Content = TreeHost.State(0), Parent = new StateId(_id, 1) }),
            () => other.GetState(new StateId(_id, 1)),
            () => other.Lineage(new StateId(_id, 1)),
            () => other.Tag(new StateId(_id, 1), "x"),
            () => other.Prune(_id),
            () => other.EffectiveConfig(_id),
        })
        {
            Assert.Equal("run_id", (await Assert.ThrowsAsync<InvalidRequestException>(command)).Field);
        }

        var mine = await host.NewRunAsync(other, 1);
        var compared = await host.Grains.GetAnyStateTree().Compare(_id, (await mine.Describe()).Id);
        Assert.Equal((null, 0, 6, 2), (compared.DivergencePoint, compared.SharedCount, compared.Run1UniqueCount, compared.Run2UniqueCount));
    }

    [Fact]
    public async Task CreateRun_AtAState_BeginsItsHistoryThere()
    {
        var info = await _tree.CreateRun(new RunRequest { Name = "from 3", RootState = new StateId(_id, 3), OperationId = "op" });
        var run = await TreeHost.AppendAsync(host.Grains.GetRun(info.Id), 2);

        Assert.Equal((null, 3, 1), (info.Definition.ParentRunId, info.Definition.OriginStep, info.Length));
        Assert.Equal([3, 4, 5], (await run.GetStates(new StateQuery())).Items.Select(state => (int)state.Id.Step));
        Assert.Null((await _tree.Compare(_id, info.Id)).DivergencePoint);
        Assert.Equal("step", (await Assert.ThrowsAsync<InvalidRequestException>(() => run.BranchFrom(2, "x"))).Field);
        var branch = await run.BranchFrom(3, "y");
        Assert.Equal((3, 1), (branch.Definition.OriginStep, branch.Length));
        Assert.Equal(info.Id, (await _tree.CreateRun(new RunRequest { Name = "from 3", RootState = new StateId(_id, 3), OperationId = "op" })).Id);
    }

    [Fact]
    public async Task AddState_AsAChain_GrowsOneSegmentUntilItForks()
    {
        var any = host.Grains.GetAnyStateTree();
        var root = await any.AddState(new StateRequest { Content = TreeHost.State(0) });
        var next = await any.AddState(new StateRequest { Content = TreeHost.State(1), Parent = root.Id });
        var fork = await any.AddState(new StateRequest { Content = TreeHost.State(2), Parent = root.Id });
        var after = await any.AddState(new StateRequest { Content = TreeHost.State(3), Parent = next.Id });

        Assert.Equal((new StateId(root.Id.RunId, 1), new StateId(root.Id.RunId, 2)), (next.Id, after.Id));
        Assert.NotEqual(root.Id.RunId, fork.Id.RunId);
        Assert.Equal((null, root.Id, root.Id), (root.Parent, next.Parent, fork.Parent));
        Assert.Equal([root.Id, next.Id, after.Id], (await any.LineageStates(after.Id, new StateQuery())).Items.Select(state => state.Id));
        Assert.Equal([next.Id, fork.Id], (await any.Children(root.Id, null, 10)).Items.AsEnumerable());

        var run = await _tree.CreateRun(new RunRequest { Name = "at a state outside runs", RootState = next.Id });
        Assert.Equal(next.Id, run.Current);
        Assert.Equal(root.Id, await _tree.AncestorAt(next.Id, 0));
        Assert.DoesNotContain((await _tree.GetRunTree()).Runs, node => node.Id == root.Id.RunId);
        Assert.Equal("run", (await Assert.ThrowsAsync<NotFoundException>(
            () => any.BranchFromState(root.Id.RunId, new BranchRequest { Name = "x", Step = 0 }))).Kind);
    }

    [Fact]
    public async Task AddState_SameOperation_IsOneStateWhateverFollowedIt()
    {
        var request = new StateRequest { Content = TreeHost.State(1), Parent = new StateId(_id, 2), OperationId = "op" };
        var first = await _tree.AddState(request);
        await _tree.AddState(new StateRequest { Content = TreeHost.State(2), Parent = first.Id });

        // Arrays of another copy are other arrays to a record's equality, so the answers are not compared as a whole.
        var again = await _tree.AddState(request);
        Assert.Equal(
            (first.Id, first.Parent, first.Content.Observation, first.CreatedAt),
            (again.Id, again.Parent, again.Content.Observation, again.CreatedAt));
        Assert.Equal(3, first.Id.Step);
        await Assert.ThrowsAsync<OperationReusedException>(() => _tree.AddState(request with { Content = TreeHost.State(9) }));
        await Assert.ThrowsAsync<AlreadyExistsException>(() => _tree.AddState(request with { Parent = new StateId(_id, 3) }));
    }

    [Fact]
    public async Task Tag_OfAState_IsFoundByItsNameAndIsNobodyElses()
    {
        var tag = await _tree.Tag(new StateId(_id, 2), "best");

        Assert.Equal(tag, await _tree.Tag(new StateId(_id, 2), "best"));
        Assert.Equal(tag, await _tree.GetTag("best"));
        Assert.Equal([tag], (await _tree.ListTags(null, 10)).AsEnumerable());
        await Assert.ThrowsAsync<AlreadyExistsException>(() => _tree.Tag(new StateId(_id, 3), "best"));
        Assert.True(await _tree.Untag("best"));
        Assert.False(await _tree.Untag("best"));
        await Assert.ThrowsAsync<NotFoundException>(() => _tree.GetTag("best"));
    }

    [Fact]
    public async Task GetRunTree_OfASimulation_TellsParentsFirstAndSiblingsByAge()
    {
        var a = await _run.BranchFrom(1, "a");
        var b = await _run.BranchFrom(1, "b");
        var c = await host.Grains.GetRun(a.Id).BranchFrom(1, "c");

        Assert.Equal([_id, a.Id, c.Id, b.Id], (await _tree.GetRunTree()).Runs.Select(run => run.Id));
    }

    [Fact]
    public async Task GetStates_WhosePagesEndEarly_SayWhereToGoOn()
    {
        host.Runs.PageBound = 2;
        var page = await _run.GetStates(new StateQuery { From = 1, Limit = 4 });
        host.Runs.PageBound = int.MaxValue;

        Assert.Equal((2, 3L), (page.Items.Length, page.Next));
        Assert.Empty((await _run.GetStates(new StateQuery { From = 100 })).Items);
    }

    [Theory]
    [InlineData("tree:X")]
    [InlineData("run:x")]
    public async Task Questions_UnderAKeyThatIsNoTrees_AreRefused(string key) =>
        await Assert.ThrowsAsync<MalformedIdException>(() => host.Grains.GetGrain<IStateTreeGrain>(key).Leaves(null, 1));

    private static async Task<(long Head, long TotalSteps, long Length)> CountsAsync(IRunGrain run)
    {
        var info = await run.Describe();
        return (info.Head, info.TotalSteps, info.Length);
    }
}
