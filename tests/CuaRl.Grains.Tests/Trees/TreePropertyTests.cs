using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Trees;

namespace CuaRl.Grains.Tests.Trees;

/// <summary>Random histories through the grains: every query answers as the naive walk does.</summary>
public sealed class TreePropertyTests(TreeHost host) : IClassFixture<TreeHost>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Queries_OnRandomHistories_AnswerAsTheNaiveWalk(int seed)
    {
        var random = new Random(seed);
        var tree = await host.NewTreeAsync();
        var grown = new GrownTree(host.Grains, tree);
        await grown.GrowAsync(random, 60);

        var questions = new TreeQuestions(host.Grains, tree, grown.Naive);
        await questions.AskAsync(random);
        await questions.AskListsAsync();

        // The tree over all simulations has seen nothing of this and loads what it is asked for.
        await new TreeQuestions(host.Grains, host.Grains.GetAnyStateTree(), grown.Naive).AskAsync(random);
    }
}
