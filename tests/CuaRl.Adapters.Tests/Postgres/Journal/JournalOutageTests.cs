using System.Data;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Migrations;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class JournalOutageTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    private static readonly JournalOptions Patient = new() { Patience = Eventually.Patience };

    [PostgresFact]
    public async Task Append_ConnectionsLostAgainAndAgain_LosesAndDoublesNothing()
    {
        await using var sources = SourcesOf(fixture.Database);
        await using var journal = Create(sources, Patient);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Runs.StartAsync()));
        var ended = 0L;
        using var writers = new Writers(journal, runs);

        // Each time when something was stored since the last.
        while (ended < 20)
        {
            await writers.GoOnAsync(1);
            ended += await fixture.Database.ScalarAsync<long>(
                $"""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = '{sources.Name}'
                """);
        }

        await writers.CheckAsync(run => fixture.Journal.FindHeadAsync(run));
        Assert.True(await fixture.IsSoundAsync());
    }

    [PostgresFact]
    public async Task Append_OnAConnectionThatWasFoundToBeLost_IsStoredOnAnother()
    {
        await using var sources = SourcesOf(fixture.Database);
        await using var journal = Create(sources, Patient);
        var run = await fixture.Runs.StartAsync();
        await journal.AppendAsync(Append(run, -1));
        // Keepalives of both find it out: of this one, which was used last, not before the journal's.
        await using var witness = await sources.Journal.OpenConnectionAsync();

        await fixture.Database.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{sources.Name}'");
        await Eventually.HoldsAsync("the connections are found to be lost", () => Task.FromResult(witness.State != ConnectionState.Open));

        var outcome = await journal.AppendAsync(Append(run, 0, States(2)));
        Assert.Equal((AppendVerdict.Stored, 2), (outcome.Verdict, outcome.Head));
    }

    [PostgresFact]
    public async Task Append_ServerKilled_GoesOnWhereItWas()
    {
        await using var server = await FaultyPostgres.StartAsync();
        await using var sources = new PostgresSources(server.Target);
        var runs = await PrepareAsync(sources);
        await using var journal = Create(sources, Patient);
        using var writers = new Writers(journal, runs);
        server.Supervise();
        for (var round = 0; round < 2; round++)
        {
            await writers.GoOnAsync(20);
            server.Kill();
        }

        await writers.GoOnAsync(20);
        await writers.CheckAsync(run => journal.FindHeadAsync(run));
    }

    [PostgresFact]
    public async Task Append_ServerFrozenOrGoneForLong_IsUnavailableAndThenStoredOnce()
    {
        await using var server = await FaultyPostgres.StartAsync();
        await using var sources = new PostgresSources(server.Target);
        var run = (await PrepareAsync(sources))[0];
        await using var journal = Create(sources, new JournalOptions { Patience = TimeSpan.FromSeconds(1) });
        await PersistAsync([Append(run, -1)]);
        JournalAppend[] appends = [Append(run, 0, States(2)), Append(run, 2, States(3))];

        server.Freeze();
        await UnavailableAsync(appends);
        server.Resume();
        Assert.Equal(5, (await PersistAsync(appends))[^1].Head);

        appends = [Append(run, 5), Append(run, 6)];
        server.Kill();
        await UnavailableAsync(appends);
        await server.StartAgainAsync();
        Assert.Equal(7, (await PersistAsync(appends))[^1].Head);
        Assert.Equal(8, (await journal.ReadAsync([new LineagePiece($"{run}", 0, 99)], 100, default)).Count);

        Task UnavailableAsync(JournalAppend[] sent) => Task.WhenAll(sent.Select(append =>
            Assert.ThrowsAsync<StorageUnavailableException>(() => journal.AppendAsync(append))));

        // A client that goes on asking, with the same identity.
        async Task<AppendOutcome[]> PersistAsync(JournalAppend[] sent)
        {
            var outcomes = new AppendOutcome[sent.Length];
            await Eventually.HoldsAsync("the journal works again", async () =>
            {
                try
                {
                    outcomes = await Task.WhenAll(sent.Select(journal.AppendAsync));
                    return true;
                }
                catch (StorageUnavailableException)
                {
                    return false;
                }
            });
            Assert.All(outcomes, outcome => Assert.Equal(AppendVerdict.Stored, outcome.Verdict));
            return outcomes;
        }
    }

    [PostgresFact]
    public async Task Append_GateClosed_WaitsForItWithinItsPatience()
    {
        var run = await fixture.Runs.StartAsync();
        var gate = new WriteGate();
        await using var sources = SourcesOf(fixture.Database);
        await using (var hasty = Create(sources, new JournalOptions { Patience = TimeSpan.Zero }, gate))
        {
            var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => hasty.AppendAsync(Append(run, -1)));
            Assert.Contains("service lock", refused.Cause, StringComparison.Ordinal);
        }

        await using var journal = Create(sources, Patient, gate);
        var append = journal.AppendAsync(Append(run, -1));
        Assert.Empty(await fixture.ReadAsync(run));
        gate.Open();
        Assert.Equal(AppendVerdict.Stored, (await append).Verdict);
    }

    [PostgresFact]
    public async Task Append_MoreThanTheQueueHolds_CallersWaitAndAllAreStoredInOrder()
    {
        var run = await fixture.Runs.StartAsync();
        var gate = new WriteGate();
        await using var sources = SourcesOf(fixture.Database);
        await using var journal = Create(sources, Patient with { QueuedAppends = 2, BatchStates = 4 }, gate);

        var appends = Enumerable.Range(0, 50).Select(i => journal.AppendAsync(Append(run, i - 1))).ToArray();
        Assert.DoesNotContain(appends, append => append.IsCompleted);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), (await Task.WhenAll(appends)).Select(outcome => outcome.Head));
    }

    [PostgresFact]
    public async Task Dispose_WithAppendsWaiting_StoresThemFirst()
    {
        var run = await fixture.Runs.StartAsync();
        var gate = new WriteGate();
        await using var sources = SourcesOf(fixture.Database);
        var journal = Create(sources, Patient, gate);
        var appends = Enumerable.Range(0, 20).Select(i => journal.AppendAsync(Append(run, i - 1))).ToArray();

        var disposal = journal.DisposeAsync();
        Assert.False(disposal.IsCompleted);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => journal.AppendAsync(Append(run, 19)));
        gate.Open();
        await disposal;

        Assert.All(appends, append => Assert.Equal(AppendVerdict.Stored, append.Result.Verdict));
        Assert.Equal(19, (await fixture.Journal.FindHeadAsync(run))!.Value.Step);
    }

    private static async Task<Guid[]> PrepareAsync(PostgresSources sources)
    {
        await new MigrationRunner(sources.Unpooled, NullLogger<MigrationRunner>.Instance).MigrateAsync(default);
        Guid[] runs = [.. Enumerable.Range(0, 8).Select(_ => RunRecords.NewRun())];
        await using var command = sources.Queries.CreateCommand(
            "INSERT INTO run_head (run_id, head, first_step, status) SELECT id, -1, 0, 'active' FROM unnest($1) id");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = runs });
        await command.ExecuteNonQueryAsync();
        return runs;
    }

    /// <summary>One writer a run, each state expecting the one before: whatever is lost or doubled stops it.</summary>
    private sealed class Writers : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task<(Guid Run, long Head)>[] _tasks;
        private long _stored;

        public Writers(IRunJournal journal, Guid[] runs) => _tasks = [.. runs.Select(run => Task.Run(async () =>
        {
            long head = -1;
            while (!_stop.IsCancellationRequested)
            {
                var outcome = await journal.AppendAsync(Append(run, head, States(3)));
                Assert.Equal((AppendVerdict.Stored, head + 3), (outcome.Verdict, outcome.Head));
                head = outcome.Head;
                Interlocked.Increment(ref _stored);
            }

            return (run, head);
        }))];

        public Task GoOnAsync(int appends)
        {
            var seen = Volatile.Read(ref _stored);
            return Eventually.HoldsAsync("appends go on", async () =>
            {
                if (_tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
                {
                    await failed;
                }

                return Volatile.Read(ref _stored) >= seen + appends;
            });
        }

        public async Task CheckAsync(Func<Guid, Task<RunHead?>> find)
        {
            await _stop.CancelAsync();
            foreach (var (run, head) in await Task.WhenAll(_tasks))
            {
                Assert.Equal(head, (await find(run))!.Value.Step);
            }
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
