using CuaRl.Adapters.Postgres.Journal;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class RestingRunsTests
{
    private readonly RestingRuns _resting = new(commits: 2);
    private readonly Guid _run = Guid.CreateVersion7();

    [Fact]
    public void Next_AfterAsManyCommits_LetsARunIn()
    {
        _resting.Add(_run);

        _resting.Next();
        Assert.True(_resting.Contains(_run));
        _resting.Next();
        Assert.True(_resting.Contains(_run));
        _resting.Next();
        Assert.False(_resting.Contains(_run));
    }

    [Fact]
    public void Add_RunThatRestsAlready_DoesNotBeginAnew()
    {
        _resting.Add(_run);
        for (var commit = 0; commit < 3; commit++)
        {
            _resting.Add(_run);
            _resting.Next();
        }

        Assert.False(_resting.Contains(_run));
    }

    [Fact]
    public void Add_OfNoCommits_RestsNone()
    {
        var none = new RestingRuns(commits: 0);

        none.Add(_run);

        Assert.False(none.Contains(_run));
    }
}
