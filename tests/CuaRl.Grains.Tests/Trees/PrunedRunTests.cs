using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trees;

/// <summary>The tree about runs that are gone: the activation that saw them go answers as one that starts afterwards.</summary>
public sealed class PrunedRunTests(TreeHost host) : IClassFixture<TreeHost>
{
    [Fact]
    public async Task Questions_AboutStatesOfAPrunedRun_AreRefusedBeforeAndAfterARestart()
    {
        var tree = await host.NewTreeAsync();
        var run = (await (await host.NewRunAsync(tree, 6)).Describe()).Id;
        var other = (await (await host.NewRunAsync(tree, 2)).Describe()).Id;
        var request = new BranchRequest { Name = "branch", Step = 3, OperationId = "once" };
        var branch = await tree.BranchFromState(run, request);
        await TreeHost.AppendAsync(host.Grains.GetRun(branch.Id), 2);
        await tree.Prune(branch.Id);
        await tree.Prune(run);

        await RefusesAsync(tree, run, other);
        Assert.Equal(RunStatus.Pruned, (await tree.BranchFromState(run, request)).Status);
        await RefusesAsync(tree, run, other);

        var later = new TreeHost(host.Runs, host.Records);
        await later.InitializeAsync();
        await RefusesAsync(later.Grains.GetStateTree(tree.GetPrimaryKeyString()["tree:".Length..]), run, other);
        Assert.Equal(RunStatus.Pruned, (await later.Grains.GetAnyStateTree().BranchFromState(run, request)).Status);
        await RefusesAsync(later.Grains.GetAnyStateTree(), run, other);
        await later.DisposeAsync();
    }

    [Fact]
    public async Task Questions_AboutWhatAPrunedBranchInherited_GoOn()
    {
        var tree = await host.NewTreeAsync();
        var run = (await (await host.NewRunAsync(tree, 6)).Describe()).Id;
        var branch = await host.Grains.GetRun(run).BranchFrom(3, "branch");
        await TreeHost.AppendAsync(host.Grains.GetRun(branch.Id), 2);
        await tree.Prune(branch.Id);

        await AnswersAsync(tree, run, branch.Id);

        var later = new TreeHost(host.Runs, host.Records);
        await later.InitializeAsync();
        await AnswersAsync(later.Grains.GetStateTree(tree.GetPrimaryKeyString()["tree:".Length..]), run, branch.Id);
        await later.DisposeAsync();
    }

    private static async Task AnswersAsync(IStateTreeGrain tree, string run, string pruned)
    {
        var error = await Assert.ThrowsAsync<RunPrunedException>(
            () => tree.BranchFromState(pruned, new BranchRequest { Name = "from what is gone", Step = 4 }));
        Assert.Equal(pruned, error.RunId);

        var left = await tree.BranchFromState(pruned, new BranchRequest { Name = "from what is left", Step = 3 });
        Assert.Equal(new StateId(run, 3), left.Definition.StartsAfter);
        Assert.Equal(new StateId(run, 2), await tree.AncestorAt(new StateId(run, 5), 2));
        Assert.Equal([new LineagePiece(run, 0, 3)], (await tree.Lineage(new StateId(run, 3))).AsEnumerable());
        Assert.Equal(new StateId(run, 3), (await tree.Compare(left.Id, run)).DivergencePoint);
    }

    private static async Task RefusesAsync(IStateTreeGrain tree, string run, string other)
    {
        var state = new StateId(run, 2);
        Func<Task>[] questions =
        [
            () => tree.Lineage(state),
            () => tree.AncestorAt(state, 1),
            () => tree.CommonAncestor(state, new StateId(other, 1)),
            () => tree.Compare(run, other),
            () => tree.Compare(other, run),
            () => tree.BranchFromState(run, new BranchRequest { Name = "by step", Step = 2 }),
            () => tree.BranchFromState(null, new BranchRequest { Name = "by state", State = state }),
        ];
        foreach (var question in questions)
        {
            Assert.Equal(run, (await Assert.ThrowsAsync<RunPrunedException>(question)).RunId);
        }
    }
}
