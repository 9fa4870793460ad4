using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class RunProjectionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly RunRecords _runs = new(database);

    [PostgresFact]
    public async Task Write_FullRecord_IsInTheTableAsItCame()
    {
        var parent = await _runs.StartAsync(simulation: "s1");
        await _runs.FillAsync(parent, 3);
        var run = RunRecords.NewRun();

        await _runs.WriteAsync(
            run,
            $$"""
            "simulation_id":"s1","description":"d \"q\"","detached":true,"parent_run_id":"{{parent}}","start_run_id":"{{parent}}",
            "start_step":2,"origin_step":1,"config_overrides":{"a":"\u0000","a":1e400},"status":"active","total_reward":-0.0,
            "failure_reason":"r","started_at":"2026-11-21T12:00:01+00:00","completed_at":null,"final_head":2
            """);

        Assert.Equal(
            $"s1|n|d \"q\"|t|{parent}|{parent}|2|1|{{\"a\":\"\\u0000\",\"a\":1e400}}|active|-0.0|r|2",
            await database.ScalarAsync<string>(
                $"""
                SELECT concat_ws('|', simulation_id, name, description, detached, parent_run_id, start_run_id, start_step,
                  origin_step, config_overrides, status, total_reward, failure_reason, final_head)
                FROM run WHERE service_id = 'tests' AND id = '{run}' AND created_at = '2026-11-21T12:00:00.123456Z'
                  AND started_at = '2026-11-21T12:00:01Z' AND completed_at IS NULL
                """));
        Assert.Equal("2|3|active", await HeadAsync(run));
    }

    [PostgresFact]
    public async Task Write_RecordWithoutMembers_ProjectsTheirDefaults()
    {
        var run = RunRecords.NewRun();
        await _runs.WriteRawAsync($"run:{run}", "{}");

        Assert.Equal("|f|0|{}|active|0001-01-01 00:00:00", await database.ScalarAsync<string>(
            "SELECT concat_ws('|', name, detached, origin_step, config_overrides, status, created_at AT TIME ZONE 'UTC') "
            + $"FROM run WHERE id = '{run}'"));
        Assert.Equal("-1|0|active", await HeadAsync(run));
    }

    [PostgresTheory]
    [InlineData("run:01993a60-0000-7000-8000-00000000000A", "{}", "UUID in lower case")]
    [InlineData("run:01993a60000070008000000000000001", "{}", "UUID in lower case")]
    [InlineData("sim:01993a60-0000-7000-8000-000000000001", "{}", "UUID in lower case")]
    [InlineData("run:01993a60-0000-7000-8000-000000000002", "nonsense", "invalid input syntax")]
    [InlineData("run:01993a60-0000-7000-8000-000000000003", """{"start_run_id":"x"}""", "invalid input syntax")]
    [InlineData("run:01993a60-0000-7000-8000-000000000004", """{"start_step":1}""", "go together")]
    public async Task Write_RecordThatCannotBeDecoded_FailsByNameAndStoresNothing(string key, string record, string reason)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => _runs.WriteRawAsync(key, record));

        Assert.Contains($"run record of grain {key} cannot", error.MessageText, StringComparison.Ordinal);
        Assert.Contains(reason, error.MessageText, StringComparison.Ordinal);
        Assert.IsType<StorageRefusedException>(PostgresErrors.Translate(error));
        Assert.False(await _runs.IsStoredAsync(key));
    }

    [PostgresFact]
    public async Task ClearAndDelete_OfARun_AreRefused()
    {
        var run = await _runs.StartAsync();

        var clear = await Assert.ThrowsAsync<PostgresException>(() => _runs.ClearAsync(run));
        await Assert.ThrowsAsync<PostgresException>(() => _runs.DeleteAsync(run));

        Assert.Contains($"run:{run}", clear.MessageText, StringComparison.Ordinal);
        Assert.Equal("-1|0|active", await HeadAsync(run));
    }

    [PostgresFact]
    public async Task Start_AfterAStateThatIsNot_IsNotFound()
    {
        var parent = await _runs.StartAsync();
        await _runs.FillAsync(parent, 3);
        var branch = await _runs.StartAsync((parent, 3));

        foreach (var (run, step) in new[] { (parent, 4L), (parent, -1L), (branch, 3L), (branch, 4L), (RunRecords.NewRun(), 0L) })
        {
            var missing = Assert.IsType<NotFoundException>(await RefusedAsync(() => _runs.StartAsync((run, step))));
            Assert.Equal(("state", $"{run}.{step}"), (missing.Kind, missing.ResourceId));
        }
    }

    [PostgresFact]
    public async Task Start_AfterAStateOfAnotherSimulationOrService_IsRefused()
    {
        var parent = await _runs.StartAsync(simulation: "one");
        await _runs.FillAsync(parent, 0);
        var nobodys = await _runs.StartAsync();
        await _runs.FillAsync(nobodys, 0);

        var foreign = Assert.IsType<InvalidRequestException>(
            await RefusedAsync(() => _runs.StartAsync((parent, 0), "two")));
        Assert.Equal("starts_after", foreign.Field);
        Assert.Contains("simulation one, not to two", foreign.Rule, StringComparison.Ordinal);
        await _runs.StartAsync((parent, 0), "one");
        await _runs.StartAsync((nobodys, 0), "one");
        Assert.IsType<NotFoundException>(
            await RefusedAsync(() => new RunRecords(database, "another").StartAsync((parent, 0), "one")));
    }

    [PostgresFact]
    public async Task Start_UnderAnIdThatAnotherServiceHas_IsRefused()
    {
        var run = await _runs.StartAsync();

        var taken = Assert.IsType<AlreadyExistsException>(
            await RefusedAsync(() => new RunRecords(database, "another").WriteAsync(run)));

        Assert.Equal(("run", run.ToString()), (taken.Kind, taken.ResourceId));
    }

    [PostgresFact]
    public async Task Move_Status_IsInTheFence()
    {
        var run = await _runs.StartAsync();
        foreach (var status in new[] { "paused", "active", "failed" })
        {
            await _runs.MoveAsync(run, status);
            Assert.Equal($"-1|0|{status}", await HeadAsync(run));
        }
    }

    [PostgresFact]
    public async Task Move_ExpectingAnotherHead_IsStaleAndChangesNothing()
    {
        var run = await _runs.StartAsync();
        await _runs.FillAsync(run, 7);

        var stale = Assert.IsType<StaleHeadException>(await RefusedAsync(() => _runs.MoveAsync(run, "completed", 6)));

        Assert.Equal((run.ToString(), 6, 7), (stale.RunId, stale.ExpectedHead, stale.ActualHead));
        Assert.Equal("7|0|active", await HeadAsync(run));
        await _runs.MoveAsync(run, "completed", 7);
        Assert.Equal("7|0|completed", await HeadAsync(run));
    }

    [PostgresFact]
    public async Task Prune_NeededByRunsAndTags_IsRefusedByTheirNamesUntilTheyAreGone()
    {
        var parent = await _runs.StartAsync();
        await _runs.FillAsync(parent, 2);
        var branch = await _runs.StartAsync((parent, 1));
        await database.ExecuteAsync($"INSERT INTO state_tag VALUES ('tests', '', 'best', '{parent}', 0, now())");

        var needed = Assert.IsType<RunNeededException>(await RefusedAsync(() => _runs.MoveAsync(parent, "pruned")));
        Assert.Equal<string>([$"run {branch}", "tag best"], needed.NeededBy);
        Assert.Equal(parent.ToString(), needed.RunId);
        await _runs.MoveAsync(branch, "pruned", after: (parent, 1));
        await database.ExecuteAsync($"DELETE FROM state_tag WHERE run_id = '{parent}'");
        await _runs.MoveAsync(parent, "pruned");

        Assert.Equal("2|0|pruned", await HeadAsync(parent));
        var pruned = Assert.IsType<RunPrunedException>(await RefusedAsync(() => _runs.StartAsync((parent, 1))));
        Assert.Equal(parent.ToString(), pruned.RunId);
    }

    [PostgresFact]
    public async Task Prune_WhileABranchIsBeingStarted_WaitsForItAndIsRefused()
    {
        var parent = await _runs.StartAsync();
        await _runs.FillAsync(parent, 0);
        var branch = RunRecords.NewRun();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // What a new branch's record does in its transaction, which is not committed yet.
        await using (var start = new NpgsqlCommand(
            $$"""
            INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
              grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            VALUES (1, 0, 0, 1, 'run', 'run:{{branch}}', 'tests', '{"start_run_id":"{{parent}}","start_step":0}', now(), 1)
            """, connection))
        {
            await start.ExecuteNonQueryAsync();
        }

        var prune = Task.Run(() => RefusedAsync(() => _runs.MoveAsync(parent, "pruned")));
        await Eventually.HoldsAsync("the prune waits", async () => await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid IS NOT NULL") > 0);
        await transaction.CommitAsync();

        Assert.Equal<string>([$"run {branch}"], Assert.IsType<RunNeededException>(await prune).NeededBy);
    }

    [PostgresFact]
    public async Task Views_OfTheOriginal_ShowRunsAndStates()
    {
        var root = await _runs.StartAsync(simulation: "viewed");
        await _runs.FillAsync(root, 2);
        var branch = RunRecords.NewRun();
        await _runs.WriteAsync(
            branch,
            $"\"simulation_id\":\"viewed\",\"parent_run_id\":\"{root}\",\"start_run_id\":\"{root}\",\"start_step\":1");
        await _runs.FillAsync(branch, 2);
        await _runs.WriteAsync(RunRecords.NewRun(), "\"simulation_id\":\"viewed\",\"detached\":true");

        Assert.Equal(
            $"{root}|{root}.0|{root}.2|-|2, {branch}|{root}.1|{branch}.2|{root}.1|1",
            await database.ScalarAsync<string>(
                """
                SELECT string_agg(concat_ws('|', id, root_state_id, current_state_id, coalesce(branch_point_state_id, '-'),
                  total_steps), ', ' ORDER BY id) FROM simulation_run WHERE simulation_id = 'viewed'
                """));
        Assert.Equal(
            $"{root}.0<-, {root}.1<{root}.0, {root}.2<{root}.1, {branch}.2<{root}.1",
            await database.ScalarAsync<string>(
                """
                SELECT string_agg(id || '<' || coalesce(parent_state_id, '-'), ', ' ORDER BY run_id, step_number)
                FROM state WHERE simulation_id = 'viewed' AND observation::text = '[]'
                """));
    }

    [PostgresFact]
    public async Task Rebuild_Runs_LeavesHeadsAndStates()
    {
        var run = await _runs.StartAsync(simulation: "rebuilt");
        await _runs.FillAsync(run, 1);
        await using var sources = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        var tables = new ReadModelTables(sources);
        await database.ExecuteAsync($"UPDATE run SET name = 'forged' WHERE id = '{run}'");

        Assert.Equal((1, 1), await DifferencesAsync());
        await tables.RebuildAsync(default);

        Assert.Equal((0, 0), await DifferencesAsync());
        Assert.Equal("1|0|active", await HeadAsync(run));
        Assert.Equal(2, await database.ScalarAsync<long>($"SELECT count(*) FROM run_state WHERE run_id = '{run}'"));

        async Task<(long, long)> DifferencesAsync() =>
            Assert.Single(await tables.VerifyAsync(default), table => table.Table == "run") is var found
                ? (found.Missing, found.Foreign) : default;
    }

    private static async Task<CuaRlException?> RefusedAsync(Func<Task> write) =>
        PostgresErrors.Translate(await Assert.ThrowsAsync<PostgresException>(write));

    private Task<string?> HeadAsync(Guid run) =>
        database.ScalarAsync<string>($"SELECT concat_ws('|', head, first_step, status) FROM run_head WHERE run_id = '{run}'");
}
