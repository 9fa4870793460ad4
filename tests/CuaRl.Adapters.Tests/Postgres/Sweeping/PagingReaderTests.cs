using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.TestKit.Postgres;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

public sealed class PagingReaderTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    private const int States = 3 * PrunedStates.Batch;
    private const int Page = 100;

    [PostgresFact]
    public async Task Sweep_BesideAPagingReader_GivesItWholePagesAndThenTheEnd()
    {
        var gate = new WriteGate();
        gate.Open();
        var run = await fixture.Runs.StartAsync();
        for (var head = -1; head < States - 1; head += PrunedStates.Batch)
        {
            await fixture.Journal.AppendAsync(Append(run, head, JournalFixture.States(PrunedStates.Batch)));
        }

        var started = new TaskCompletionSource();
        var reading = ReadToTheEndAsync(run, started);
        await started.Task;
        await fixture.Runs.MoveAsync(run, "pruned");
        var (_, deleted) = await new PrunedStates(fixture.Database.Source, gate, "tests", TimeProvider.System).SweepAsync(default);

        Assert.Equal(States, deleted);
        Assert.Equal($"{run}", (await Assert.ThrowsAsync<RunPrunedException>(() => reading)).RunId);
        await Assert.ThrowsAsync<RunPrunedException>(() => fixture.ReadAsync(run));
    }

    /// <summary>Reads the run over and over, until something is missing.</summary>
    private async Task ReadToTheEndAsync(Guid run, TaskCompletionSource started)
    {
        while (true)
        {
            for (long from = 0; from < States; from += Page)
            {
                var page = await fixture.ReadAsync(run, from, from + Page - 1, Page);
                Assert.Equal(Enumerable.Range((int)from, Page).Select(step => (long)step), page.Select(state => state.Id.Step));
                started.TrySetResult();
            }
        }
    }
}
