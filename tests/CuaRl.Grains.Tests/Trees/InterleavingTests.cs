using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trees;

/// <summary>Everything at once: nobody waits for somebody who waits for him, which the embedded engine would report as a time-out.</summary>
public sealed class InterleavingTests(TreeHost host) : IClassFixture<TreeHost>
{
    [Fact]
    public async Task Commands_AllAtOnce_EndWithAnAnswerOrAnErrorOfOurs()
    {
        var tree = await host.NewTreeAsync();
        var run = await host.NewRunAsync(tree, 3);
        var id = (await run.Describe()).Id;
        for (var round = 0; round < 10; round++)
        {
            var branch = host.Grains.GetRun((await run.BranchFrom(2, "branch")).Id);
            var branchId = (await branch.Describe()).Id;
            Func<Task>[] commands =
            [
                () => branch.Append(TreeHost.State(1)),
                () => branch.BranchFrom(1, "of a branch"),
                () => tree.BranchFromState(branchId, new BranchRequest { Name = "by the tree", Step = 0 }),
                () => branch.GetStates(new StateQuery()),
                () => CountAsync(branch),
                branch.Describe,
                branch.Pause,
                branch.Resume,
                () => tree.Compare(id, branchId),
                () => tree.AddState(new StateRequest { Content = TreeHost.State(5), Parent = new StateId(id, 1) }),
                () => tree.Prune(branchId),
                () => branch.Complete(),
                () => branch.Append(TreeHost.State(2)),
            ];

            var errors = await Task.WhenAll(commands.Concat(commands).Select(command => Record.ExceptionAsync(command)));

            Assert.All(errors.OfType<Exception>(), error => Assert.IsAssignableFrom<CuaRlException>(error));
            Assert.Equal(RunStatus.Pruned, (await branch.Describe()).Status);
        }
    }

    [Fact]
    public async Task StreamStates_WhileTheRunGrows_EndsAtTheHeadItBeganWith()
    {
        var tree = await host.NewTreeAsync();
        var run = await host.NewRunAsync(tree, 999);
        var read = 0L;

        await foreach (var state in run.StreamStates(10))
        {
            Assert.Equal(10 + read++, state.Id.Step);
            if (read == 1)
            {
                await TreeHost.AppendAsync(run, 500);
            }
        }

        Assert.Equal(990, read);
    }

    [Fact]
    public async Task StreamStates_OfARunThatIsPrunedOnTheWay_EndsWithItsNameAndNeverShort()
    {
        var tree = await host.NewTreeAsync();
        var run = await host.NewRunAsync(tree, 1999);
        var read = 0;

        var error = await Assert.ThrowsAsync<RunPrunedException>(async () =>
        {
            await foreach (var _ in run.StreamStates())
            {
                if (read++ == 0)
                {
                    await run.Prune();
                }
            }
        });

        Assert.Equal((await run.Describe()).Id, error.RunId);
        Assert.InRange(read, 1, 1999);
    }

    private static async Task CountAsync(IRunGrain run)
    {
        await foreach (var _ in run.StreamStates())
        {
        }
    }
}
