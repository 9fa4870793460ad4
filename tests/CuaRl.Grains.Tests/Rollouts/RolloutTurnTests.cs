using System.Collections.Immutable;
using System.Text;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Rollouts;

public sealed class RolloutTurnTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    private static readonly TurnContent Full = new()
    {
        Turn = 1,
        ModelResponse = "I tap \"Wi-Fi\".\n",
        Actions =
        [
            new TurnAction
            {
                ToolName = "action", ToolArguments = JsonText.Parse("""{"x" : 1e400,"x":2}"""), FirstToken = 0, TokenCount = 2, Result = "ok",
            },
            new TurnAction { ActionType = "note" },
        ],
        ObservationText = "settings",
        ModelInput = JsonText.Parse("""[{"role":"user","content":"é"}]"""),
        StageTimings = JsonText.Parse("""{"model_inference":1.5}"""),
        Metrics = JsonText.Parse("""{"latency":[1,2]}"""),
        Reward = 0.25,
        IsDone = true,
        StartTime = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero),
        TurnSeconds = 2.5,
        TokenIds = [5, 6],
        LogProbabilities = [-0.1f, -0.2f],
    };

    [Fact]
    public async Task Turns_WithEverything_AreReadBackEqual()
    {
        var pictures = await PicturesAsync(3);
        var rollout = await host.NewRolloutAsync();
        await rollout.RecordReset(new ResetObservation { Text = "home", Screenshot = pictures[0], Info = JsonText.Parse("[1]") });
        await rollout.RecordTurn(Full with { ScreenshotAfter = pictures[1] });
        await rollout.RecordTurn(TrainingHost.Turn(2) with { ScreenshotBefore = pictures[2], ElementsBefore = pictures[1] });

        var page = await rollout.GetTurns(new TurnQuery { From = 0 });

        var (reset, first, second) = (page.Items[0], page.Items[1], page.Items[2]);
        Assert.Equal((0, "home", pictures[0], JsonText.Parse("[1]")), (reset.Content.Turn, reset.Content.ObservationText, reset.Content.ScreenshotAfter, reset.Info));
        Assert.Equal(Full.Actions.AsEnumerable(), first.Content.Actions);
        Assert.Equal(Full.TokenIds.AsEnumerable(), first.Content.TokenIds);
        Assert.Equal(Full.LogProbabilities.AsEnumerable(), first.Content.LogProbabilities);
        Assert.Equal(
            Full with { ScreenshotAfter = pictures[1], Actions = [], TokenIds = [], LogProbabilities = [] },
            first.Content with { Actions = [], TokenIds = [], LogProbabilities = [] });
        Assert.Equal((null, pictures[0], pictures[2]), (reset.ScreenshotBefore, first.ScreenshotBefore, second.ScreenshotBefore));
        Assert.Equal(pictures[1], second.Content.ElementsBefore);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task RecordTurns_ThatFollowEachOther_StoresAllOfThemOnce()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.RecordReset(new ResetObservation { Text = "home" });
        await rollout.RecordTurn(TrainingHost.Turn(1));
        ImmutableArray<TurnContent> turns = [TrainingHost.Turn(2), TrainingHost.Turn(3), TrainingHost.Turn(4)];

        var receipt = await rollout.RecordTurns(turns, attempt: 1);

        Assert.Equal((4, 1), (receipt.Turn, receipt.Attempt));
        Assert.Equal(receipt, await rollout.RecordTurns(turns));
        Assert.Equal([0, 1, 2, 3, 4], (await rollout.GetTurns(new TurnQuery { From = 0 })).Items.Select(turn => turn.Content.Turn));
        await Assert.ThrowsAsync<OperationReusedException>(() => rollout.RecordTurns([turns[0] with { ModelResponse = "other" }, turns[1], turns[2]]));
        Assert.Equal(5, (await Assert.ThrowsAsync<TurnOutOfOrderException>(() => rollout.RecordTurns([TrainingHost.Turn(6), TrainingHost.Turn(7)]))).ExpectedTurn);
        foreach (var wrong in new ImmutableArray<TurnContent>[] { [], default, [TrainingHost.Turn(5), TrainingHost.Turn(7)] })
        {
            Assert.Equal("turns", (await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.RecordTurns(wrong))).Field);
        }

        Assert.Equal(4, (await rollout.Describe()).CurrentTurn);
    }

    [Fact]
    public void State_OfATurn_HasTheStoredNames()
    {
        var state = TurnMapping.ToState(Full with { ScreenshotAfter = new string('a', 64), ScreenshotBefore = new string('b', 64), ElementsBefore = new string('c', 64) });

        Assert.Equal($$"""{"text":"settings","screenshot":"{{new string('a', 64)}}","screenshot_before":"{{new string('b', 64)}}","elements_before":"{{new string('c', 64)}}"}""", state.Observation.ToString());
        Assert.Equal(
            """{"model_response":"I tap \"Wi-Fi\".\n","actions":[{"action_type":"tool_call","tool_name":"action","tool_args":{"x" : 1e400,"x":2},"first_token":0,"num_tokens":2,"result":"ok"},{"action_type":"note"}]}""",
            state.Action!.ToString());
        Assert.Equal(
            """{"stage_timings":{"model_inference":1.5},"metrics":{"latency":[1,2]},"turn_time":2.5,"start_time":"2026-01-31T08:00:00+00:00"}""",
            state.Info!.ToString());
        Assert.Equal(Full.ModelInput, state.ExtraMetadata);
        Assert.Equal(3, state.Blobs.Length);
    }

    [Fact]
    public void State_OfAReset_HasTheStoredNames()
    {
        var state = TurnMapping.ToState(new ResetObservation { Text = "home", Info = JsonText.Parse("1") });

        Assert.Equal(("""{"text":"home"}""", """{"info":1}""", null), (state.Observation.ToString(), state.Info!.ToString(), state.Action));
        Assert.Equal("{}", TurnMapping.ToState(new ResetObservation()).Observation.ToString());
    }

    [Fact]
    public async Task RecordTurn_OutOfOrder_SaysWhichIsNext()
    {
        var rollout = await host.NewRolloutAsync();

        var early = await Assert.ThrowsAsync<TurnOutOfOrderException>(() => rollout.RecordTurn(TrainingHost.Turn(1)));
        Assert.Equal((1, 0), (early.Turn, early.ExpectedTurn));
        await TrainingHost.PlayAsync(rollout, 2);
        var late = await Assert.ThrowsAsync<TurnOutOfOrderException>(() => rollout.RecordTurn(TrainingHost.Turn(4)));
        Assert.Equal((4, 3, 1), (late.Turn, late.ExpectedTurn, late.Attempt));
    }

    [Fact]
    public async Task RecordTurn_Repeated_GivesTheFirstAnswer_AndOtherContentIsAReuse()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 1);
        var first = await rollout.RecordTurn(TrainingHost.Turn(2));
        await rollout.RecordTurn(TrainingHost.Turn(3));
        host.Time.Now += TimeSpan.FromMinutes(1);

        Assert.Equal(first, await rollout.RecordTurn(TrainingHost.Turn(2)));
        await Assert.ThrowsAsync<OperationReusedException>(() => rollout.RecordTurn(TrainingHost.Turn(2) with { ModelResponse = "other" }));
        await Assert.ThrowsAsync<OperationReusedException>(() => rollout.RecordReset(new ResetObservation { Text = "other" }));
        Assert.Equal(3, (await rollout.Describe()).CurrentTurn);
    }

    [Theory]
    [InlineData(StorageFault.BeforeTheWrite)]
    [InlineData(StorageFault.AfterTheWrite)]
    public async Task RecordTurn_WhenItsOutcomeIsUnknown_IsStoredOnceByRepeatingIt(StorageFault fault)
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 1);
        host.Runs.NextAppend = fault;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => rollout.RecordTurn(TrainingHost.Turn(2)));

        Assert.Equal(2, (await rollout.RecordTurn(TrainingHost.Turn(2))).Turn);
        Assert.Equal(2, (await rollout.Describe()).CurrentTurn);
    }

    public static TheoryData<string, TurnContent> BadTurns => new()
    {
        { "turn", TrainingHost.Turn(0) },
        { "turn", TrainingHost.Turn(10_000) },
        { "screenshot_after", TrainingHost.Turn(1) with { ScreenshotAfter = "x" } },
        { "screenshot_before", TrainingHost.Turn(1) with { ScreenshotBefore = new string('A', 64) } },
        { "elements_before", TrainingHost.Turn(1) with { ElementsBefore = "elements" } },
        { "stage_timings", TrainingHost.Turn(1) with { StageTimings = JsonText.Parse("1") } },
        { "metrics", TrainingHost.Turn(1) with { Metrics = JsonText.Parse("[]") } },
        { "metrics", TrainingHost.Turn(1) with { Metrics = JsonText.Parse(string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "[]" + new string('}', 63)) } },
        { "reward", TrainingHost.Turn(1) with { Reward = double.NaN } },
        { "turn_time", TrainingHost.Turn(1) with { TurnSeconds = -1 } },
        { "token_ids", TrainingHost.Turn(1) with { TokenIds = default } },
        { "log_probabilities", TrainingHost.Turn(1) with { LogProbabilities = [1f] } },
        { "actions", TrainingHost.Turn(1) with { Actions = default } },
        { "actions", TrainingHost.Turn(1) with { Actions = [.. Enumerable.Repeat(new TurnAction(), 100)] } },
        { "action_type", TrainingHost.Turn(1) with { Actions = [new TurnAction { ActionType = "" }] } },
        { "first_token", TrainingHost.Turn(1) with { Actions = [new TurnAction { FirstToken = 2, TokenCount = 2 }] } },
        { "first_token", TrainingHost.Turn(1) with { Actions = [new TurnAction { FirstToken = 2 }] } },
        { "model_response", TrainingHost.Turn(1) with { ModelResponse = "\0" } },
    };

    [Theory]
    [MemberData(nameof(BadTurns))]
    public async Task RecordTurn_WithABadField_NamesItAndStoresNothing(string field, TurnContent turn)
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 0);
        var arrived = host.Runs.Arrived;

        var error = await Assert.ThrowsAnyAsync<CuaRlException>(() => rollout.RecordTurn(turn));

        Assert.Equal((field, arrived), (Assert.IsType<InvalidRequestException>(error).Field, host.Runs.Arrived));
    }

    [Fact]
    public async Task RecordTurn_WithAPictureThatIsNotStored_IsRefused()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 0);

        var error = await Assert.ThrowsAsync<NotFoundException>(
            () => rollout.RecordTurn(TrainingHost.Turn(1) with { ScreenshotAfter = new string('a', 64) }));

        Assert.Equal("blob", error.Kind);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task GetTurns_PageByPage_GivesEachOnceWithItsPictureBefore(int bound)
    {
        var pictures = await PicturesAsync(6);
        var rollout = await host.NewRolloutAsync();
        await rollout.RecordReset(new ResetObservation { Screenshot = pictures[0] });
        for (var turn = 1; turn <= 5; turn++)
        {
            await rollout.RecordTurn(TrainingHost.Turn(turn) with { ScreenshotAfter = pictures[turn] });
        }

        host.Runs.PageBound = bound;
        List<StoredTurn> turns = [];
        for (int? next = 1; next is { } from;)
        {
            var page = await rollout.GetTurns(new TurnQuery { From = from, Limit = 2 });
            Assert.InRange(page.Items.Length, 1, 2);
            turns.AddRange(page.Items);
            next = page.Next;
        }

        host.Runs.PageBound = int.MaxValue;
        Assert.Equal([1, 2, 3, 4, 5], turns.Select(turn => turn.Content.Turn));
        Assert.Equal(pictures[..5], turns.Select(turn => turn.ScreenshotBefore));
        Assert.Empty((await rollout.GetTurns(new TurnQuery { From = 6 })).Items);
    }

    [Fact]
    public async Task Turns_OfAnAttemptThatIsNot_AreRefused()
    {
        var rollout = await host.NewRolloutAsync();

        Assert.Equal("attempt", (await Assert.ThrowsAsync<NotFoundException>(() => rollout.RecordTurn(TrainingHost.Turn(1), attempt: 2))).Kind);
        Assert.Equal("attempt", (await Assert.ThrowsAsync<NotFoundException>(() => rollout.GetTurns(new TurnQuery { From = 0, Attempt = 0 }))).Kind);
        Assert.Equal("limit", (await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.GetTurns(new TurnQuery { From = 0, Limit = 0 }))).Field);
    }

    [Fact]
    public async Task Turns_WithABlobThatIsNoPicture_AreRefusedAndNothingIsWritten()
    {
        var text = (await host.Runs.PutAsync("{}"u8.ToArray(), "application/json", default)).Blob.Sha256;
        var picture = (await PicturesAsync(1))[0];
        var rollout = await host.NewRolloutAsync();

        var reset = await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.RecordReset(new ResetObservation { Screenshot = text }));
        await rollout.RecordReset(new ResetObservation { Screenshot = picture });
        var after = await Assert.ThrowsAsync<InvalidRequestException>(
            () => rollout.RecordTurn(TrainingHost.Turn(1) with { ScreenshotAfter = text }));
        var before = await Assert.ThrowsAsync<InvalidRequestException>(
            () => rollout.RecordTurn(TrainingHost.Turn(1) with { ScreenshotAfter = picture, ScreenshotBefore = text }));

        Assert.Equal(("screenshot", "screenshot_after", "screenshot_before"), (reset.Field, after.Field, before.Field));
        Assert.Contains($"blob {text} is application/json", after.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await rollout.Describe()).CurrentTurn);
        Assert.Single((await rollout.GetTurns(new TurnQuery { From = 0 })).Items);
    }

    private async Task<string[]> PicturesAsync(int count)
    {
        var pictures = new string[count];
        for (var i = 0; i < count; i++)
        {
            pictures[i] = (await host.Runs.PutAsync(Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()} {i}"), "image/png", default)).Blob.Sha256;
        }

        return pictures;
    }
}
