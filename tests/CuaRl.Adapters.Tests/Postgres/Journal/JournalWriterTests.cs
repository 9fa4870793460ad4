using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class JournalWriterTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    private static readonly JournalOptions Options = new() { BatchStates = 12, Rivals = 1, RestingCommits = 0 };

    [PostgresFact]
    public async Task Append_WaitsOnBesideOneThatFindsNoRoom_KeepsTheOrderOfItsRun()
    {
        var first = await fixture.Runs.StartAsync();
        var run = await fixture.Runs.StartAsync();
        var other = await fixture.Runs.StartAsync();
        var gate = new WriteGate();
        var time = new StoppedTime();
        await using var sources = SourcesOf(fixture.Database);
        await using var writer = new JournalWriter(
            new PatientCommits<AppendCommand>(
                () => new AppendCommand(sources.Journal, Options), gate, Options.Patience, time, NullLogger.Instance),
            Options, NullLogger.Instance);

        // While the gate keeps a commit waiting, all that is to be the next ones is queued.
        var held = writer.AppendAsync(Append(first, -1));
        await Eventually.HoldsAsync("the commit pauses", () => Task.FromResult(time.Waiting == 1));
        Task<AppendOutcome>[] rivals =
        [
            writer.AppendAsync(Append(run, 50)),
            writer.AppendAsync(Append(run, 60)),
            writer.AppendAsync(Append(other, 50)),
            writer.AppendAsync(Append(other, 60)),

            // Those above are the next commit, which takes no more of their runs. With these two in the one after it, the run
            // has as many rivals as it may, and the other run's append finds no room.
            writer.AppendAsync(Append(run, 70, States(7))),
            writer.AppendAsync(Append(run, 80)),
        ];
        Task<AppendOutcome>[] good =
        [
            writer.AppendAsync(Append(run, -1)),
            writer.AppendAsync(Append(other, -1, States(7))),
            writer.AppendAsync(Append(run, 0)),
        ];
        gate.Open();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AppendVerdict.Stored, (await held).Verdict);
        Assert.All(await Task.WhenAll(rivals), outcome => Assert.Equal(AppendVerdict.Stale, outcome.Verdict));
        Assert.Equal(
            [(AppendVerdict.Stored, 0), (AppendVerdict.Stored, 6), (AppendVerdict.Stored, 1)],
            (await Task.WhenAll(good)).Select(outcome => (outcome.Verdict, outcome.Head)));
    }
}
