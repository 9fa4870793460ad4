using CuaRl.Grains.Runs;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Runs;

public sealed class RunStatusTests(TreeHost host) : IClassFixture<TreeHost>, IAsyncLifetime
{
    private IStateTreeGrain _tree = null!;
    private IRunGrain _run = null!;

    public async Task InitializeAsync()
    {
        _tree = await host.NewTreeAsync();
        _run = await host.NewRunAsync(_tree, 3);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Transitions_OfARun_AreThese()
    {
        var all = Enum.GetValues<RunStatus>();
        var allowed = from old in all from next in all where RunTransitions.Machine.Allows(old, next) select $"{old}-{next}";

        Assert.Equal(
            [
                "Active-Paused", "Active-Completed", "Active-Failed", "Active-Pruned",
                "Paused-Active", "Paused-Completed", "Paused-Failed", "Paused-Pruned",
                "Completed-Pruned", "Failed-Pruned",
            ],
            allowed);
    }

    [Fact]
    public async Task Pause_AndResume_HoldAppendsOffInBetween()
    {
        Assert.Equal(RunStatus.Paused, (await _run.Pause()).Status);
        var error = await Assert.ThrowsAsync<RunNotActiveException>(() => _run.Append(TreeHost.State(4)));
        Assert.Equal(RunStatus.Paused, error.Status);

        Assert.Equal(RunStatus.Active, (await _run.Resume()).Status);
        Assert.Equal(4, (await _run.Append(TreeHost.State(4))).LastStep);
    }

    [Fact]
    public async Task Complete_WithAReward_EndsTheRunForGood()
    {
        host.Time.Now += TimeSpan.FromHours(1);

        var info = await _run.Complete(JsonText.Parse("12.50"), expectedHead: 3);

        Assert.Equal((RunStatus.Completed, JsonText.Parse("12.50"), 3), (info.Status, info.TotalReward, info.Head));
        Assert.NotNull(info.CompletedAt);
        Assert.Equal(info, await _run.Describe());
        await Assert.ThrowsAsync<RunNotActiveException>(() => _run.Append(TreeHost.State(4)));
    }

    [Fact]
    public async Task Complete_RepeatedWithTheSameReward_GivesTheFirstAnswerAndWritesNothing()
    {
        var first = await _run.Complete(JsonText.Parse("1"));
        var writes = host.Faults.Writes;
        host.Time.Now += TimeSpan.FromHours(1);

        Assert.Equal(first, await _run.Complete(JsonText.Parse("1"), expectedHead: 3));
        Assert.Equal(writes, host.Faults.Writes);
        await Assert.ThrowsAsync<StaleHeadException>(() => _run.Complete(JsonText.Parse("1"), expectedHead: 2));
    }

    [Fact]
    public async Task Complete_AfterAnotherEnd_IsRefusedNamingBothStatuses()
    {
        await _run.Fail("out of memory");

        var error = await Assert.ThrowsAsync<InvalidTransitionException>(() => _run.Complete());

        Assert.Equal(("failed", "completed"), (error.From, error.To));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => _run.Fail("another reason"));
        await Assert.ThrowsAsync<InvalidTransitionException>(_run.Resume);
        Assert.Equal("out of memory", (await _run.Describe()).FailureReason);
    }

    [Fact]
    public async Task Complete_HeadElsewhere_IsStaleAndTheRunGoesOn()
    {
        var error = await Assert.ThrowsAsync<StaleHeadException>(() => _run.Complete(null, expectedHead: 2));

        Assert.Equal((2, 3), (error.ExpectedHead, error.ActualHead));
        Assert.Equal(RunStatus.Active, (await _run.Describe()).Status);
        await _run.Append(TreeHost.State(4));
        Assert.Equal(RunStatus.Completed, (await _run.Complete(null, expectedHead: 4)).Status);
    }

    [Theory]
    [InlineData(StorageFault.BeforeTheWrite, RunStatus.Active)]
    [InlineData(StorageFault.AfterTheWrite, RunStatus.Paused)]
    internal async Task Pause_OutcomeUnknown_IsNoSuccessAndTheNextAnswerIsTheTruth(StorageFault fault, RunStatus truth)
    {
        host.Faults.FailNextWrite(fault);

        await Assert.ThrowsAsync<StorageUnavailableException>(_run.Pause);

        Assert.Equal(truth, (await _run.Describe()).Status);
        Assert.Equal(RunStatus.Paused, (await _run.Pause()).Status);
    }

    [Fact]
    public async Task Prune_OfARunThatNobodyNeeds_DeletesItsStatesAndKeepsTheInherited()
    {
        var branch = host.Grains.GetRun((await _run.BranchFrom(1, "branch")).Id);
        await TreeHost.AppendAsync(branch, 2);

        Assert.Equal(RunStatus.Pruned, (await branch.Prune()).Status);

        await Assert.ThrowsAsync<RunPrunedException>(() => branch.GetStates(new StateQuery()));
        Assert.Equal(2, (await branch.GetStates(new StateQuery { Limit = 2 })).Items.Length);
        Assert.Equal(RunStatus.Pruned, (await branch.Prune()).Status);
        Assert.Equal(4, (await _run.GetStates(new StateQuery())).Items.Length);
        await Assert.ThrowsAsync<RunNotActiveException>(() => branch.Append(TreeHost.State(0)));
    }

    [Fact]
    public async Task Prune_WhileABranchOrATagNeedsIt_IsRefusedByTheirNames()
    {
        var branch = (await _run.BranchFrom(1, "branch")).Id;
        var id = (await _run.Describe()).Id;
        await _tree.Tag(new StateId(id, 2), "best");

        var error = await Assert.ThrowsAsync<RunNeededException>(_run.Prune);
        Assert.Equal([$"run {branch}", "tag best"], error.NeededBy.AsEnumerable());
        Assert.Equal(RunStatus.Active, (await _run.Describe()).Status);

        await _tree.Prune(branch);
        await _tree.Untag("best");
        Assert.Equal(RunStatus.Pruned, (await _tree.Prune(id)).Status);
        await Assert.ThrowsAsync<RunPrunedException>(() => _tree.GetState(new StateId(id, 2)));
        await Assert.ThrowsAsync<RunPrunedException>(() => _tree.AncestorAt(new StateId(id, 2), 1));
        await Assert.ThrowsAsync<RunPrunedException>(() => _run.BranchFrom(1, "too late"));
    }

    [Fact]
    public async Task Prune_AgainstManyBranches_EitherRefusesOrTheyAreRefused()
    {
        for (var round = 0; round < 20; round++)
        {
            var run = await host.NewRunAsync(_tree, 2);
            var branches = Enumerable.Range(0, 4).Select(_ => run.BranchFrom(1, "branch")).ToArray();
            var prune = run.Prune();

            var branched = 0;
            foreach (var branch in branches)
            {
                if (await Record.ExceptionAsync(() => branch) is { } error)
                {
                    Assert.IsType<RunPrunedException>(error);
                }
                else
                {
                    branched++;
                }
            }

            var refused = await Record.ExceptionAsync(() => prune);
            Assert.True(refused is null ? branched == 0 : refused is RunNeededException && branched > 0, $"{refused} with {branched}");
        }
    }

    [Fact]
    public async Task Commands_OnARunThatIsNotThere_AreNotFound()
    {
        var run = host.Grains.GetRun("01993a60-0000-7000-8000-00000000fffe");

        foreach (var command in new Func<Task>[]
        {
            run.Describe, run.Pause, run.Resume, () => run.Complete(), () => run.Fail("x"), run.Prune,
            () => run.GetStates(new StateQuery()), () => run.BranchFrom(0, "x"),
        })
        {
            Assert.Equal("run", (await Assert.ThrowsAsync<NotFoundException>(command)).Kind);
        }
    }
}
