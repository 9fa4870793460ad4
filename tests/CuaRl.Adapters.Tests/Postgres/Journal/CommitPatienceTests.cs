using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class CommitPatienceTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    [PostgresFact]
    public async Task Append_TriedAgainByAProcessThatStoodStill_IsStored()
    {
        var run = await fixture.Runs.StartAsync();
        var gate = new WriteGate();
        var time = new StoppedTime();
        await using var sources = SourcesOf(fixture.Database);
        await using var journal = Create(sources, new JournalOptions { Patience = TimeSpan.FromSeconds(20) }, gate, time);

        var append = journal.AppendAsync(Append(run, -1));
        await Eventually.HoldsAsync("the commit pauses", () => Task.FromResult(time.Waiting == 1));
        gate.Open();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(AppendVerdict.Stored, (await append).Verdict);
        Assert.Equal(AppendVerdict.Stored, (await journal.AppendAsync(Append(run, 0))).Verdict);
    }
}
