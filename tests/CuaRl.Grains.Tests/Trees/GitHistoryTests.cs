using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Oracles;
using CuaRl.TestKit.Trees;

namespace CuaRl.Grains.Tests.Trees;

public sealed class GitHistoryTests(TreeHost host) : IClassFixture<TreeHost>
{
    [OracleFact(GitHistory.Name)]
    public async Task Answers_AboutARealHistory_AreThoseOfGit()
    {
        var history = new GitHistory(host.Grains, await host.NewTreeAsync());
        await history.LoadAsync();

        Assert.Equal((1158, 9223), history.Size);
        Assert.Equal(200, await history.AskPairsAsync());
        Assert.Equal(43, await history.AskLineagesAsync());
    }
}
