using CuaRl.TestKit.Postgres;
using static CuaRl.Adapters.Tests.Postgres.Journal.JournalFixture;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

public sealed class JournalReadTests(JournalFixture fixture) : IClassFixture<JournalFixture>
{
    private static readonly string Deep = new string('[', 64) + new string(']', 64);

    [PostgresFact]
    public async Task Read_FullState_IsWhatWasAppended()
    {
        var run = await fixture.Runs.StartAsync();
        await fixture.Database.ExecuteAsync(
            $"INSERT INTO blob VALUES ('\\x{new string('c', 64)}', 'image/png', 1, now(), now(), '1') ON CONFLICT DO NOTHING");
        var content = new StateContent
        {
            Observation = JsonText.Parse("{\"é\":\"😀\"}"),
            Action = JsonText.Parse("7"),
            Reward = -0.1,
            Done = true,
            Truncated = true,
            Info = JsonText.Parse("null"),
            ExtraMetadata = JsonText.Parse("{ \"q\" : [1.0, 2] }"),
            StepNumber = 41,
            TokenIds = [int.MaxValue, 0, int.MinValue],
            LogProbabilities = [-0.25f, 0f, float.MinValue],
            Blobs = [new string('c', 64)],
        };
        await fixture.Journal.AppendAsync(Append(run, -1, State("1"), content, State("3")) with
        {
            CreatedAt = new DateTimeOffset(2026, 11, 21, 14, 0, 0, TimeSpan.FromHours(2)).AddMicroseconds(123456),
        });

        var states = await fixture.ReadAsync(run);

        var state = states[1];
        Assert.Equal(content.TokenIds.AsEnumerable(), state.Content.TokenIds);
        Assert.Equal(content.LogProbabilities.AsEnumerable(), state.Content.LogProbabilities);
        Assert.Equal(content.Blobs.AsEnumerable(), state.Content.Blobs);
        Assert.Equal(
            content with { TokenIds = [], LogProbabilities = [], Blobs = [] },
            state.Content with { TokenIds = [], LogProbabilities = [], Blobs = [] });
        Assert.Equal((new StateId(run.ToString(), 1), new StateId(run.ToString(), 0)), (state.Id, state.Parent));
        Assert.Equal(Now.AddMicroseconds(123456), state.CreatedAt);
        Assert.Equal(TimeSpan.Zero, state.CreatedAt.Offset);
        Assert.Null(states[0].Parent);
        Assert.All(new[] { states[0], states[2] }, other => Assert.Equal(
            (null, null, false, false, null, null, null), (other.Content.Action, other.Content.Reward, other.Content.Done,
            other.Content.Truncated, other.Content.Info, other.Content.ExtraMetadata, other.Content.StepNumber)));
        Assert.All(new[] { states[0], states[2] }, other => Assert.True(
            other.Content.TokenIds.IsEmpty && other.Content.LogProbabilities.IsEmpty && other.Content.Blobs.IsEmpty));
    }

    public static TheoryData<string> Texts() => new(
        """{"zero":"\u0000"}""",
        """["\ud800","\udfff\ud800"]""",
        """{"a":1,"a":2}""",
        "1e400",
        "-0.0",
        "9223372036854775808",
        "123456789012345678901234567890.1234567890123456789012345678901234567890",
        """{ "spaces" :  [ 1 , 2 ] }""",
        "\"\u007f\\/\\u00e9\"",
        "\"" + new string('x', 300_000) + "\"",
        Deep);

    [PostgresTheory]
    [MemberData(nameof(Texts))]
    public async Task Read_Json_IsByteForByteWhatWasAppended(string text)
    {
        var run = await fixture.Runs.StartAsync();
        var json = JsonText.Parse(text);
        var content = new StateContent { Observation = json, Action = json, Info = json, ExtraMetadata = json };

        await fixture.Journal.AppendAsync(Append(run, -1, content));

        var read = Assert.Single(await fixture.ReadAsync(run)).Content;
        Assert.All(
            new[] { read.Observation, read.Action!, read.Info!, read.ExtraMetadata! },
            there => Assert.True(json.Utf8.Span.SequenceEqual(there.Utf8.Span)));
        // People can look at it, too.
        Assert.Equal(text, await fixture.Database.ScalarAsync<string>($"SELECT observation::text FROM state WHERE run_id = '{run}'"));
    }

    [PostgresFact]
    public async Task Read_NumbersBeyondTheRules_AreKept()
    {
        var run = await fixture.Runs.StartAsync();
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon];
        double[] rewards = [double.NaN, double.PositiveInfinity, -0.0, double.Epsilon, double.MaxValue];

        await fixture.Journal.AppendAsync(Append(
            run, -1, [.. rewards.Select(reward => State("1") with { Reward = reward, LogProbabilities = [.. odd] })]));

        var states = await fixture.ReadAsync(run);
        Assert.Equal(rewards.Select(BitConverter.DoubleToInt64Bits), states.Select(
            state => BitConverter.DoubleToInt64Bits(state.Content.Reward!.Value)));
        Assert.All(states, state => Assert.Equal(
            odd.Select(BitConverter.SingleToInt32Bits), state.Content.LogProbabilities.Select(BitConverter.SingleToInt32Bits)));
    }

    [PostgresFact]
    public async Task Read_TokensOfSomeStatesOfManyAppends_StayWithTheirStates()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => fixture.Runs.StartAsync()));
        await Task.WhenAll(runs.Select((run, r) => fixture.Journal.AppendAsync(Append(
            run, -1,
            [.. Enumerable.Range(0, 20).Select(i => State("1") with
            {
                TokenIds = [.. Enumerable.Range(r * 1000 + i * 10, i % 3)],
                LogProbabilities = [.. Enumerable.Range(0, i % 2).Select(k => r + i / 100f + k)],
            })]))));

        for (var r = 0; r < runs.Length; r++)
        {
            var states = await fixture.ReadAsync(runs[r]);
            Assert.All(states, state =>
            {
                var i = (int)state.Id.Step;
                Assert.Equal(Enumerable.Range(r * 1000 + i * 10, i % 3), state.Content.TokenIds);
                Assert.Equal(Enumerable.Range(0, i % 2).Select(k => r + i / 100f + k), state.Content.LogProbabilities);
            });
        }
    }

    [PostgresFact]
    public async Task Read_AcrossPieces_GivesOneHistory()
    {
        var root = await fixture.Runs.StartAsync();
        await fixture.Journal.AppendAsync(Append(root, -1, States(10)));
        var branch = await fixture.Runs.StartAsync((root, 5));
        await fixture.Journal.AppendAsync(Append(branch, 5, States(4)));
        var leaf = await fixture.Runs.StartAsync((branch, 7));
        await fixture.Journal.AppendAsync(Append(leaf, 7, States(3)));
        LineagePiece[] pieces =
            [new($"{root}", 0, 5), new($"{branch}", 6, 7), new($"{leaf}", 8, 10)];

        var all = await fixture.Journal.ReadAsync(pieces, 100, default);
        var page = await fixture.Journal.ReadAsync([pieces[0] with { From = 4 }, .. pieces[1..]], 3, default);

        Assert.Equal(Enumerable.Range(0, 11).Select(i => (long)i), all.Select(state => state.Id.Step));
        Assert.Equal(all.Select(state => (StateId?)state.Id).Prepend(null).SkipLast(1), all.Select(state => state.Parent));
        Assert.Equal(all.Skip(4).Take(3).Select(state => (state.Id, state.Parent)), page.Select(state => (state.Id, state.Parent)));
    }

    [PostgresFact]
    public async Task Read_BeyondTheHead_EndsThere()
    {
        var run = await fixture.Runs.StartAsync();
        Assert.Empty(await fixture.ReadAsync(run));
        await fixture.Journal.AppendAsync(Append(run, -1, States(2)));

        Assert.Equal(2, (await fixture.ReadAsync(run, 0, 99)).Count);
        Assert.Empty(await fixture.ReadAsync(run, 2, 99));
        Assert.Empty(await fixture.Journal.ReadAsync([], 10, default));
        await Assert.ThrowsAsync<NotFoundException>(() => fixture.ReadAsync(RunRecords.NewRun()));
    }

    [PostgresFact]
    public async Task Read_LargeStates_EndsThePageByBytesButNeverEmpty()
    {
        var run = await fixture.Runs.StartAsync();
        var large = State("\"" + new string('x', 3 * 1024 * 1024) + "\"");
        await fixture.Journal.AppendAsync(Append(run, -1, large, large, large));
        var huge = await fixture.Runs.StartAsync();
        await fixture.Journal.AppendAsync(Append(huge, -1, State("\"" + new string('y', 9 * 1024 * 1024) + "\""), State("1")));

        Assert.Equal([0, 1], (await fixture.ReadAsync(run)).Select(state => state.Id.Step));
        Assert.Equal([2], (await fixture.ReadAsync(run, from: 2)).Select(state => state.Id.Step));
        Assert.Equal([0], (await fixture.ReadAsync(huge)).Select(state => state.Id.Step));
    }

    [PostgresTheory]
    [InlineData(0, "")]
    [InlineData(1, "AND step = 3")]
    [InlineData(2, "AND step < 2")]
    [InlineData(4, "")]
    public async Task Read_PrunedRun_IsGoneWhateverIsDeletedYet(int from, string deleted)
    {
        var root = await fixture.Runs.StartAsync();
        await fixture.Journal.AppendAsync(Append(root, -1, States(2)));
        var run = await fixture.Runs.StartAsync((root, 1));
        await fixture.Journal.AppendAsync(Append(run, 1, States(4)));
        await fixture.Runs.MoveAsync(run, "pruned", after: (root, 1));
        await fixture.Database.ExecuteAsync($"DELETE FROM run_state WHERE run_id = '{run}' {deleted}");

        var error = await Assert.ThrowsAsync<RunPrunedException>(() => fixture.Journal.ReadAsync(
            from < 2 ? [new($"{root}", from, 1), new($"{run}", 2, 5)] : [new($"{run}", from, 5)], 100, default));

        Assert.Equal($"{run}", error.RunId);
        Assert.Equal(2, (await fixture.ReadAsync(root)).Count);
    }

    [PostgresFact]
    public async Task Store_LargeObservation_TakesLessThanItsText()
    {
        var run = await fixture.Runs.StartAsync();
        var text = "[" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"{{\"x\":{i % 100},\"y\":0}}")) + "]";
        await fixture.Journal.AppendAsync(Append(run, -1, State(text)));

        Assert.True(await fixture.Database.ScalarAsync<int>(
            $"SELECT pg_column_size(observation) FROM run_state WHERE run_id = '{run}'") < text.Length / 5);
    }
}
