using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class JournalAppendTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    private readonly PostgresDatabase _database = fixture.Database;

    [PostgresFact]
    public async Task Append_AtTheHead_IsStoredAndMovesIt()
    {
        var run = await fixture.Runs.StartAsync();

        var first = await fixture.Journal.AppendAsync(Append(run, -1, States(3)));
        var second = await fixture.Journal.AppendAsync(Append(run, 2, States(2)));

        Assert.Equal(new AppendOutcome(AppendVerdict.Stored, 2, Now, RunStatus.Active), first);
        Assert.Equal(4, second.Head);
        Assert.Equal(new RunHead(4, RunStatus.Active), await fixture.Journal.FindHeadAsync(run));
        Assert.Equal(["0", "1", "2", "0", "1"], (await fixture.ReadAsync(run)).Select(state => state.Content.Observation.ToString()));
    }

    [PostgresTheory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Append_ElsewhereThanTheHead_IsStaleAndStoresNothing(long expected)
    {
        var run = await fixture.Runs.StartAsync();
        await fixture.Journal.AppendAsync(Append(run, -1, States(3)));

        var outcome = await fixture.Journal.AppendAsync(Append(run, expected, States(5)));

        Assert.Equal((AppendVerdict.Stale, 2), (outcome.Verdict, outcome.Head));
        Assert.Equal(3, (await fixture.ReadAsync(run)).Count);
    }

    [PostgresFact]
    public async Task Append_ToARunThatIsNot_IsNoRun()
    {
        var run = RunRecords.NewRun();

        Assert.Equal(AppendVerdict.NoRun, (await fixture.Journal.AppendAsync(Append(run, -1))).Verdict);
        Assert.Null(await fixture.Journal.FindHeadAsync(run));
        Assert.Equal(0, await _database.ScalarAsync<long>($"SELECT count(*) FROM run_state WHERE run_id = '{run}'"));
    }

    [PostgresTheory]
    [InlineData("paused", RunStatus.Paused)]
    [InlineData("completed", RunStatus.Completed)]
    [InlineData("failed", RunStatus.Failed)]
    [InlineData("pruned", RunStatus.Pruned)]
    public async Task Append_ToARunThatIsNotActive_IsRefusedButARepetitionIsAnswered(string status, RunStatus expected)
    {
        var run = await fixture.Runs.StartAsync();
        var before = Append(run, -1, States(2));
        await fixture.Journal.AppendAsync(before);
        await fixture.Runs.MoveAsync(run, status);

        var refused = await fixture.Journal.AppendAsync(Append(run, 1));

        Assert.Equal((AppendVerdict.NotActive, expected, 1), (refused.Verdict, refused.Status, refused.Head));
        Assert.Equal((AppendVerdict.Stored, 1), Verdict(await fixture.Journal.AppendAsync(before)));
        Assert.Equal(new RunHead(1, expected), await fixture.Journal.FindHeadAsync(run));
    }

    [PostgresFact]
    public async Task Append_RunThatIsResumed_IsStoredAgain()
    {
        var run = await fixture.Runs.StartAsync();
        await fixture.Runs.MoveAsync(run, "paused");
        await fixture.Runs.MoveAsync(run, "active");

        Assert.Equal((AppendVerdict.Stored, 0), Verdict(await fixture.Journal.AppendAsync(Append(run, -1))));
    }

    [PostgresFact]
    public async Task Append_Repeated_GetsTheFirstAnswerHoweverLate()
    {
        var run = await fixture.Runs.StartAsync();
        var append = Append(run, -1, States(3));
        var first = await fixture.Journal.AppendAsync(append);
        await fixture.Journal.AppendAsync(Append(run, 2, States(4)));

        // Sent again later, as expecting the head that is there now, and with another time.
        var again = await fixture.Journal.AppendAsync(append with { ExpectedHead = 6, CreatedAt = Now.AddDays(1) });
        await using var sources = SourcesOf(_database);
        await using var restarted = Create(sources);
        var afterRestart = await restarted.AppendAsync(append);

        Assert.Equal(first, again);
        Assert.Equal(first, afterRestart);
        Assert.Equal(7, (await fixture.ReadAsync(run)).Count);
    }

    [PostgresFact]
    public async Task Append_SameOperationManyTimesAtOnce_IsStoredOnce()
    {
        var run = await fixture.Runs.StartAsync();
        var append = Append(run, -1, States(2));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.Journal.AppendAsync(append)));

        Assert.All(outcomes, outcome => Assert.Equal((AppendVerdict.Stored, 1), Verdict(outcome)));
        Assert.Equal(2, (await fixture.ReadAsync(run)).Count);
    }

    [PostgresFact]
    public async Task Append_SameOperationOtherContent_IsReusedAtOnceAndLater()
    {
        var run = await fixture.Runs.StartAsync();
        var append = Append(run, -1);
        var other = append with { ContentHash = Guid.CreateVersion7(), States = [.. States(3)] };

        var first = fixture.Journal.AppendAsync(append);
        var together = fixture.Journal.AppendAsync(other);

        Assert.Equal((AppendVerdict.Stored, 0), Verdict(await first));
        Assert.Equal(AppendVerdict.Reused, (await together).Verdict);
        Assert.Equal(AppendVerdict.Reused, (await fixture.Journal.AppendAsync(other)).Verdict);
        Assert.Single(await fixture.ReadAsync(run));
    }

    [PostgresFact]
    public async Task Append_SameOperationOnTwoRuns_AreTwoAppends()
    {
        var (one, two) = (await fixture.Runs.StartAsync(), await fixture.Runs.StartAsync());
        var append = Append(one, -1);

        var outcomes = await Task.WhenAll(
            fixture.Journal.AppendAsync(append), fixture.Journal.AppendAsync(append with { RunId = two }));

        Assert.All(outcomes, outcome => Assert.Equal((AppendVerdict.Stored, 0), Verdict(outcome)));
    }

    [PostgresFact]
    public async Task Append_ManyThatFollowEachOtherAtOnce_AreAllStoredInOrder()
    {
        var run = await fixture.Runs.StartAsync();
        var appends = Enumerable.Range(0, 500).Select(i => Append(run, i * 3 - 1, States(3))).ToArray();

        var outcomes = await Task.WhenAll(appends.Select(fixture.Journal.AppendAsync));

        Assert.Equal(Enumerable.Range(1, 500).Select(i => (AppendVerdict.Stored, i * 3L - 1)), outcomes.Select(Verdict));
        Assert.Equal(1499, (await fixture.Journal.FindHeadAsync(run))!.Value.Step);
    }

    [PostgresFact]
    public async Task Append_ChainWithARepetitionInIt_StoresTheRest()
    {
        var run = await fixture.Runs.StartAsync();
        var known = Append(run, -1);
        await fixture.Journal.AppendAsync(known);

        var repeated = fixture.Journal.AppendAsync(known);
        var next = fixture.Journal.AppendAsync(Append(run, 0));
        var last = fixture.Journal.AppendAsync(Append(run, 1));

        Assert.Equal(
            [(AppendVerdict.Stored, 0), (AppendVerdict.Stored, 1), (AppendVerdict.Stored, 2)],
            new[] { await repeated, await next, await last }.Select(Verdict));
    }

    [PostgresFact]
    public async Task Append_FightForOneStep_HasOneWinnerAndCostsNeighboursNothing()
    {
        var run = await fixture.Runs.StartAsync();
        var neighbours = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            neighbours.Add(await fixture.Runs.StartAsync());
        }

        var fight = Enumerable.Range(0, 100).Select(_ => fixture.Journal.AppendAsync(Append(run, -1, States(2)))).ToArray();
        var others = neighbours.Select(other => fixture.Journal.AppendAsync(Append(other, -1))).ToArray();

        Assert.Equal((AppendVerdict.Stored, 1), Verdict(Assert.Single(
            await Task.WhenAll(fight), outcome => outcome.Verdict == AppendVerdict.Stored)));
        Assert.All(fight.Select(task => task.Result), outcome => Assert.Equal(1, outcome.Head));
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal((AppendVerdict.Stored, 0), Verdict(outcome)));
        Assert.True(await fixture.IsSoundAsync());
    }

    [PostgresFact]
    public async Task Append_OneThatCannotBeStored_FailsAloneAndByName()
    {
        var (bad, good) = (await fixture.Runs.StartAsync(), await fixture.Runs.StartAsync());
        // A row where none can be: as if somebody had written past the journal.
        await _database.ExecuteAsync(
            "INSERT INTO run_state (run_id, step, created_at, done, truncated, observation) "
            + $"VALUES ('{bad}', 0, now(), false, false, '1')");

        var appends = Enumerable.Range(0, 40).Select(i => fixture.Journal.AppendAsync(Append(good, i - 1))).ToArray();
        var broken = fixture.Journal.AppendAsync(Append(bad, -1));
        var later = Enumerable.Range(40, 40).Select(i => fixture.Journal.AppendAsync(Append(good, i - 1))).ToArray();

        Assert.Equal("23505", (await Assert.ThrowsAsync<StorageRefusedException>(() => broken)).Code);
        Assert.All(await Task.WhenAll([.. appends, .. later]), outcome => Assert.Equal(AppendVerdict.Stored, outcome.Verdict));
        await _database.ExecuteAsync($"DELETE FROM run_state WHERE run_id = '{bad}'");
    }

    [PostgresFact]
    public async Task Append_NamingABlob_NeedsItStored()
    {
        var run = await fixture.Runs.StartAsync();
        var (here, missing) = (new string('a', 64), new string('b', 64));
        await _database.ExecuteAsync($"INSERT INTO blob VALUES ('\\x{here}', 'image/png', 1, now(), now(), '1') ON CONFLICT DO NOTHING");

        var refused = fixture.Journal.AppendAsync(Append(run, -1, State("1") with { Blobs = [here, missing] }));
        var stored = fixture.Journal.AppendAsync(Append(run, -1, State("1"), State("2") with { Blobs = [here, here] }));

        Assert.Equal((AppendVerdict.NoBlob, missing), ((await refused).Verdict, (await refused).MissingBlob));
        Assert.Equal(AppendVerdict.Stored, (await stored).Verdict);
        Assert.Equal([0, 2], (await fixture.ReadAsync(run)).Select(state => state.Content.Blobs.Length));
        Assert.Equal(1, await _database.ScalarAsync<long>($"SELECT count(*) FROM run_state WHERE blobs @> ARRAY['\\x{here}'::bytea]"));
    }

    [PostgresFact]
    public async Task Append_OfManyStates_MayBeLargerThanABatch()
    {
        var run = await fixture.Runs.StartAsync();

        Assert.Equal((AppendVerdict.Stored, 4095), Verdict(await fixture.Journal.AppendAsync(Append(run, -1, States(4096)))));
        Assert.True(await fixture.IsSoundAsync());
    }

    private static (AppendVerdict, long) Verdict(AppendOutcome outcome) => (outcome.Verdict, outcome.Head);
}
