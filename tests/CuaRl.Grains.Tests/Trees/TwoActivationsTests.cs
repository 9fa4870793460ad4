using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trees;

/// <summary>Two silos that know nothing of each other, over the same tables: every grain has two activations.</summary>
public sealed class TwoActivationsTests : IAsyncLifetime
{
    private const int Writers = 32;

    private readonly TreeHost _first = new();
    private readonly TreeHost _second;
    private IStateTreeGrain _tree = null!;
    private IRunGrain _run = null!;
    private IRunGrain _twin = null!;
    private string _id = null!;

    public TwoActivationsTests() => _second = new TreeHost(_first.Runs, _first.Records);

    public async Task InitializeAsync()
    {
        await _first.InitializeAsync();
        await _second.InitializeAsync();
        _tree = await _first.NewTreeAsync();
        _run = await _first.NewRunAsync(_tree, 0);
        _id = (await _run.Describe()).Id;
        _twin = _second.Grains.GetRun(_id);
        Assert.Equal(0, (await _twin.Describe()).Head);
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Append_FromThirtyTwoWritersAtOnce_IsOneHistoryWithoutGapOrDuplicate()
    {
        const int Each = 12;
        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            var run = writer % 2 == 0 ? _run : _twin;
            for (var i = 0; i < Each; i++)
            {
                await AppendAsync(run, $"{writer}/{i}", writer * Each + i);
            }
        });

        await Task.WhenAll(writers);

        foreach (var run in new[] { _run, _twin })
        {
            var page = await run.GetStates(new StateQuery { From = 1, Limit = 1000 });
            Assert.Equal(Enumerable.Range(1, Writers * Each).Select(step => (long)step), page.Items.Select(state => state.Id.Step));
            Assert.Equal(page.Items.Select(state => state.Id.Step - 1), page.Items.Select(state => state.Parent!.Value.Step));
            Assert.Equal(
                Enumerable.Range(0, Writers * Each).Select(number => $"[{number}]").Order(),
                page.Items.Select(state => state.Content.Observation.ToString()).Order());
        }
    }

    [Fact]
    public async Task Append_WithExpectedHeads_IsWonByOneEachTimeAndTheOthersLearnTheHead()
    {
        for (var head = 0L; head < 20; head++)
        {
            var expected = head;
            var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Record.ExceptionAsync(
                () => (writer % 2 == 0 ? _run : _twin).Append(
                    new AppendRequest { States = [TreeHost.State(writer)], ExpectedHead = expected }))));

            Assert.Equal(Writers - 1, results.Count(error => error is StaleHeadException stale && stale.ActualHead == expected + 1));
        }

        Assert.Equal(20, (await _twin.Describe()).Head);
    }

    [Fact]
    public async Task Append_WithTheSameOperationOnBothSides_IsDoneOnce()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(
            writer => AppendAsync(writer % 2 == 0 ? _run : _twin, "once", 7)));

        Assert.Single(receipts.Distinct());
        Assert.Equal(1, (await _run.Describe()).Head);
    }

    [Fact]
    public async Task BranchFrom_ThirtyTwoAtOneState_AreAllExact()
    {
        await TreeHost.AppendAsync(_run, 4);
        var branches = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var host = writer % 2 == 0 ? _first : _second;
            var info = await host.Grains.GetRun(_id).BranchFrom(2, $"branch {writer}");
            await TreeHost.AppendAsync(host.Grains.GetRun(info.Id), 1 + writer);
            return info.Id;
        }));
        await TreeHost.AppendAsync(_twin, 1);

        Assert.Equal(Writers, branches.Distinct().Count());
        for (var writer = 0; writer < Writers; writer++)
        {
            // Asked on the side that did not make the branch.
            var host = writer % 2 == 0 ? _second : _first;
            var page = await host.Grains.GetRun(branches[writer]).GetStates(new StateQuery());
            Assert.Equal(
                Enumerable.Range(0, 4 + writer).Select(step => new StateId(step <= 2 ? _id : branches[writer], step)),
                page.Items.Select(state => state.Id));
            var tree = host.Grains.GetStateTree((await _run.Describe()).Definition.SimulationId!);
            Assert.Equal(new StateId(_id, 2), await tree.CommonAncestor(page.Items[^1].Id, new StateId(_id, 5)));
        }
    }

    [Fact]
    public async Task BranchFrom_WithTheSameOperationOnBothSides_MakesOneRun()
    {
        var request = new BranchRequest { Name = "once", Step = 0, OperationId = "op" };
        var ids = new HashSet<string>();
        foreach (var host in Enumerable.Repeat(new[] { _first, _second }, 4).SelectMany(hosts => hosts))
        {
            ids.Add((await host.Grains.GetRun(_id).BranchFrom(request)).Id);
        }

        Assert.Single(ids);
    }

    [Fact]
    public async Task Complete_OnOneSide_IsSeenByTheOtherAtOnceAndItsOldVersionIsRefused()
    {
        var completed = await _run.Complete(JsonText.Parse("3"));

        Assert.Equal(completed, await _twin.Describe());
        await Assert.ThrowsAsync<RunNotActiveException>(() => _twin.Append(TreeHost.State(1)));

        // By now the twin that was behind has ended, and the next knows the record.
        Assert.Equal(completed, await _twin.Complete(JsonText.Parse("3")));
        await Assert.ThrowsAsync<InvalidTransitionException>(_twin.Pause);
    }

    [Fact]
    public async Task Pause_OfAnActivationThatIsBehind_IsStaleOnceAndThenTheTruth()
    {
        await _run.Complete();

        await Assert.ThrowsAsync<StaleStateException>(_twin.Pause);

        var error = await Assert.ThrowsAsync<InvalidTransitionException>(_twin.Pause);
        Assert.Equal("completed", error.From);
    }

    [Fact]
    public async Task Pause_ThatTheOtherSideTookBack_IsNotAnsweredFromMemory()
    {
        await _run.Pause();
        await _second.Grains.GetRun(_id).Describe();
        await _twin.Resume();

        await Assert.ThrowsAsync<StaleStateException>(_run.Pause);

        Assert.Equal(RunStatus.Paused, (await _run.Pause()).Status);
    }

    private static Task<AppendReceipt> AppendAsync(IRunGrain run, string operation, int number) =>
        run.Append(new AppendRequest { States = [TreeHost.State(number)], OperationId = operation });
}
