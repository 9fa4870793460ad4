using System.Security.Cryptography;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trees;

/// <summary>States outside runs at the edges: refused ones, segments that were ended, roots that simulations share.</summary>
public sealed class DetachedStateTests(TreeHost host) : IClassFixture<TreeHost>
{
    private static readonly StateContent Pictured = TreeHost.State(0) with { Blobs = [new string('a', 64)] };

    private IStateTreeGrain Any => host.Grains.GetAnyStateTree();

    [Fact]
    public async Task AddState_Refused_LeavesNothingThatNeedsItsParent()
    {
        var tree = await host.NewTreeAsync();
        var id = (await (await host.NewRunAsync(tree, 3)).Describe()).Id;
        var before = host.Runs.Ids;

        var error = await Assert.ThrowsAsync<NotFoundException>(
            () => tree.AddState(new StateRequest { Content = Pictured, Parent = new StateId(id, 2) }));

        Assert.Equal("blob", error.Kind);
        Assert.Equal(before, host.Runs.Ids);
        Assert.Equal(RunStatus.Pruned, (await tree.Prune(id)).Status);
    }

    [Fact]
    public async Task AddState_CommandRefusedForItsBlob_IsDoneOnceTheBlobIsThere()
    {
        var content = "a picture of this test"u8.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var tree = await host.NewTreeAsync();
        var id = (await (await host.NewRunAsync(tree, 3)).Describe()).Id;
        var request = new StateRequest
        {
            Content = Pictured with { Blobs = [hash] },
            Parent = new StateId(id, 2),
            OperationId = "once",
        };
        var before = host.Runs.Ids;

        for (var tries = 0; tries < 2; tries++)
        {
            Assert.Equal(hash, (await Assert.ThrowsAsync<NotFoundException>(() => tree.AddState(request))).ResourceId);
        }

        Assert.Equal(before, host.Runs.Ids);
        await host.Runs.PutAsync(content, "image/png", default);
        var stored = await tree.AddState(request);
        Assert.Equal(new StateId(id, 2), stored.Parent);
        Assert.Equal(stored.Id, (await tree.AddState(request)).Id);
        Assert.Equal(before.Length + 1, host.Runs.Ids.Length);
    }

    [Fact]
    public async Task AddState_AfterASegmentThatTakesNoMore_StartsAnother()
    {
        var root = await Any.AddState(new StateRequest { Content = TreeHost.State(0) });
        await host.Grains.GetRun(root.Id.RunId).Complete();

        var next = await Any.AddState(new StateRequest { Content = TreeHost.State(1), Parent = root.Id });

        Assert.NotEqual(root.Id.RunId, next.Id.RunId);
        Assert.Equal(root.Id, next.Parent);
    }

    [Fact]
    public async Task ChildrenAndDescendants_OfARootThatSimulationsShare_AreTheTreesOwn()
    {
        var root = (await Any.AddState(new StateRequest { Content = TreeHost.State(0) })).Id;
        var (one, other) = (await host.NewTreeAsync(), await host.NewTreeAsync());
        var mine = await NewRunAtAsync(one, root, 2);
        var theirs = await NewRunAtAsync(other, root, 3);
        var loose = (await Any.AddState(new StateRequest { Content = TreeHost.State(4), Parent = root })).Id;

        Assert.Equal([loose, new StateId(mine, 1)], (await one.Children(root, null, 10)).Items.AsEnumerable());
        Assert.Equal([loose, new StateId(theirs, 1)], (await other.Children(root, null, 10)).Items.AsEnumerable());
        Assert.Equal(new DescendantCounts(3, 2, 1), await one.CountDescendants(root));
        Assert.Equal(new DescendantCounts(4, 2, 1), await other.CountDescendants(root));
        Assert.Equal(3, (await Any.Children(root, null, 10)).Items.Length);
        Assert.Equal(new DescendantCounts(6, 3, 2), await Any.CountDescendants(root));
    }

    private async Task<string> NewRunAtAsync(IStateTreeGrain tree, StateId root, int states)
    {
        var id = (await tree.CreateRun(new RunRequest { Name = "at a root", RootState = root })).Id;
        await TreeHost.AppendAsync(host.Grains.GetRun(id), states);
        return id;
    }
}
