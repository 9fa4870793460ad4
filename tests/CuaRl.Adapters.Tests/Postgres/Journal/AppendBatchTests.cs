using CuaRl.Adapters.Postgres.Journal;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class AppendBatchTests
{
    private readonly AppendBatch _batch = new(new JournalOptions { Rivals = 3 });

    [Fact]
    public void TryAdd_ManyFightOverARun_TakesSomeOfThemAndAllWhoFollowEachOther()
    {
        var fought = Guid.CreateVersion7();
        var good = Guid.CreateVersion7();

        var taken = Enumerable.Range(0, 10).Count(_ => TryAdd(fought, 4));

        Assert.Equal(1 + 3, taken);
        Assert.All(Enumerable.Range(0, 10), step => Assert.True(TryAdd(good, step)));
        Assert.True(TryAdd(fought, 5));
        Assert.False(TryAdd(fought, 4));
    }

    [Fact]
    public void Clear_AfterAFight_TakesSomeAgain()
    {
        var fought = Guid.CreateVersion7();
        for (var i = 0; i < 10; i++)
        {
            TryAdd(fought, 4);
        }

        _batch.Clear();

        Assert.Equal(1 + 3, Enumerable.Range(0, 10).Count(_ => TryAdd(fought, 4)));
    }

    private bool TryAdd(Guid run, long expectedHead) => _batch.TryAdd(new PendingAppend(Append(run, expectedHead)));
}
