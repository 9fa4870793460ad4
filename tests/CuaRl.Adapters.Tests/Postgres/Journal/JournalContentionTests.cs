using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class JournalContentionTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    [PostgresFact]
    public async Task Append_TwoJournalsFightingOverRuns_MakeOneHistoryEach()
    {
        await using var sources = SourcesOf(fixture.Database);
        await using var other = Create(sources);
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fixture.Runs.StartAsync()));
        var won = new long[runs.Length];

        // Each goes through the runs in an order of its own, so that batches of both name the same runs.
        await Task.WhenAll(Enumerable.Range(0, 24).Select(writer => Task.Run(async () =>
        {
            var journal = writer % 2 == 0 ? fixture.Journal : other;
            for (var i = 0; i < 30; i++)
            {
                var at = (writer * 7 + i * (writer % 5 + 1)) % runs.Length;
                var append = Append(runs[at], -1, States(2));
                AppendOutcome outcome;
                while ((outcome = await journal.AppendAsync(append)).Verdict == AppendVerdict.Stale)
                {
                    append = append with { ExpectedHead = outcome.Head };
                }

                Assert.Equal(AppendVerdict.Stored, outcome.Verdict);
                Interlocked.Add(ref won[at], 2);
            }
        })));

        for (var i = 0; i < runs.Length; i++)
        {
            Assert.Equal(won[i] - 1, (await other.FindHeadAsync(runs[i]))!.Value.Step);
        }

        Assert.True(await fixture.IsSoundAsync());
        Assert.Equal(0, await fixture.Database.ScalarAsync<long>(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [PostgresFact]
    public async Task Append_SameOperationThroughTwoJournals_IsStoredOnce()
    {
        await using var sources = SourcesOf(fixture.Database);
        await using var other = Create(sources);
        var run = await fixture.Runs.StartAsync();

        for (var head = -1; head < 49; head++)
        {
            var append = Append(run, head);
            var outcomes = await Task.WhenAll(fixture.Journal.AppendAsync(append), other.AppendAsync(append));
            Assert.All(outcomes, outcome => Assert.Equal((AppendVerdict.Stored, head + 1), (outcome.Verdict, outcome.Head)));
        }

        Assert.Equal(50, (await fixture.ReadAsync(run)).Count);
    }

    [PostgresFact]
    public async Task Complete_WhileAppending_NothingIsStoredAfterIt()
    {
        for (var round = 0; round < 10; round++)
        {
            var run = await fixture.Runs.StartAsync();
            var first = fixture.Journal.AppendAsync(Append(run, -1));
            var appends = Enumerable.Range(0, 50).Select(i => fixture.Journal.AppendAsync(Append(run, i))).ToArray();
            await first;

            await fixture.Runs.MoveAsync(run, "completed");
            var ended = (await fixture.Journal.FindHeadAsync(run))!.Value;

            var stored = (await Task.WhenAll(appends)).Count(outcome => outcome.Verdict == AppendVerdict.Stored);
            Assert.Equal(new RunHead(stored, RunStatus.Completed), ended);
            Assert.Equal(ended, await fixture.Journal.FindHeadAsync(run));
            Assert.Equal(stored + 1, (await fixture.ReadAsync(run)).Count);
        }
    }

    [PostgresFact]
    public async Task BackupAndRestore_OfRunsStatesBlobsAndTags_BringAllOfThemBack()
    {
        var folder = TestFolders.Create("journal-backup");
        var hash = new string('d', 64);
        await fixture.Database.ExecuteAsync($"INSERT INTO blob VALUES ('\\x{hash}', 'image/png', 1, now(), now(), '1')");
        var run = await fixture.Runs.StartAsync();
        var append = Append(run, -1, State("""{"zero":"\u0000"}""") with { Blobs = [hash], TokenIds = [1, 2], LogProbabilities = [float.NaN, 1] });
        await fixture.Journal.AppendAsync(append);
        await fixture.Database.ExecuteAsync($"INSERT INTO state_tag VALUES ('tests', '', 'kept', '{run}', 0, now())");
        var file = Path.Combine(folder, "all.zip");
        await using (var sources = SourcesOf(fixture.Database))
        {
            await new DatabaseBackup(sources, TimeProvider.System, NullLoggerFactory.Instance).BackupAsync(file, default);
        }

        var target = await TestServer.CreateEmptyDatabaseAsync();
        await using (var sources = new PostgresSources(new DatabaseTarget("test", target)))
        {
            await new DatabaseBackup(sources, TimeProvider.System, NullLoggerFactory.Instance).RestoreAsync(file, default);
            await using var restored = Create(sources);

            Assert.All(await new ReadModelTables(sources).VerifyAsync(default), table => Assert.True(table.IsEqual));
            // The transaction that changed a head last is that of the restore.
            foreach (var table in new[]
                { "run", "(SELECT run_id, head, first_step, status FROM run_head)", "run_state", "blob", "state_tag" })
            {
                var content = $"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t";
                await using var there = sources.Queries.CreateCommand(content);
                Assert.Equal(await fixture.Database.ScalarAsync<string>(content), await there.ExecuteScalarAsync());
            }

            Assert.Equal((AppendVerdict.Stored, 0), Verdict(await restored.AppendAsync(append)));
            Assert.Equal((AppendVerdict.Stored, 1), Verdict(await restored.AppendAsync(Append(run, 0))));
        }

        await TestServer.DropDatabaseAsync(target);
        Directory.Delete(folder, recursive: true);
    }

    private static (AppendVerdict, long) Verdict(AppendOutcome outcome) => (outcome.Verdict, outcome.Head);
}
