using System.Net;
using System.Text;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The rules of the client, without a server.</summary>
public sealed class TinkerRulesTests
{
    private static readonly TinkerOptions Options = new() { ApiKey = "k" };

    [Theory]
    [InlineData(200, """{"sequences": []}""", FutureState.Done, null)]
    [InlineData(200, """{"type": "try_again", "request_id": "1", "queue_state": "paused_capacity"}""", FutureState.Waiting, null)]
    [InlineData(200, """{"error": "no", "category": "user"}""", FutureState.Failed, "user")]
    [InlineData(200, """{"error": null, "metrics": {}}""", FutureState.Done, null)]
    [InlineData(200, """{"type": "RequestFailedResponse"}""", FutureState.Failed, null)]
    [InlineData(200, "<html>", FutureState.Away, null)]
    [InlineData(200, "[]", FutureState.Away, null)]
    [InlineData(408, """{"detail": "Timeout waiting for result"}""", FutureState.Waiting, null)]
    [InlineData(429, "", FutureState.Away, null)]
    [InlineData(500, "", FutureState.ServerFailed, null)]
    [InlineData(503, "", FutureState.ServerFailed, null)]
    [InlineData(400, """{"detail": "failed"}""", FutureState.Doubtful, null)]
    [InlineData(404, "", FutureState.Unknown, null)]
    [InlineData(410, "", FutureState.Unknown, null)]
    [InlineData(401, "", FutureState.Refused, null)]
    [InlineData(402, "", FutureState.Refused, null)]
    [InlineData(403, "", FutureState.Refused, null)]
    [InlineData(422, "", FutureState.Refused, null)]
    public void Future_ByItsAnswer_StandsSo(int status, string body, object state, string? category)
    {
        var future = FutureAnswer.Of(new TinkerAnswer((HttpStatusCode)status, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(((FutureState)state, category), (future.State, future.Category));
    }

    [Fact]
    public void Poll_OfARefusedQuestion_IsRepeatedThreeTimesUntilItIsSeenToBeUnderWay()
    {
        var rules = new PollRules(Options);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => rules.Pause(FutureState.Doubtful, null) is not null));

        rules = new PollRules(Options);
        Assert.Equal([true, true], Enumerable.Range(0, 2).Select(_ => rules.Pause(FutureState.Doubtful, null) is not null));
        Assert.Equal(Options.PollPause, rules.Pause(FutureState.Waiting, null));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => rules.Pause(FutureState.Doubtful, null) is not null));
    }

    [Fact]
    public void Poll_OfNobody_DoublesItsPausesAndGivesUp()
    {
        var rules = new PollRules(Options);

        Assert.Equal(
            [1.0, 2, 4, 8, null], Enumerable.Range(0, 5).Select(_ => rules.Pause(FutureState.Away, null)?.TotalSeconds));
        Assert.Equal(0.05, new PollRules(Options).Pause(FutureState.ServerFailed, null)?.TotalSeconds);
        Assert.Equal(7, new PollRules(Options).Pause(FutureState.Away, TimeSpan.FromSeconds(7))?.TotalSeconds);
        Assert.Null(new PollRules(Options).Pause(FutureState.Failed, null));
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(408, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(409, false)]
    [InlineData(402, false)]
    [InlineData(404, false)]
    [InlineData(422, false)]
    public void Submit_ByItsStatus_IsRepeatedOrNot(int status, bool isRepeated) => Assert.Equal(
        isRepeated, SubmitRules.Pause(Options, new TinkerAnswer((HttpStatusCode)status, "x"u8.ToArray()), 0, TimeSpan.Zero) is not null);

    [Fact]
    public void Submit_OfWhatMayPass_DoublesItsPausesWithinItsTime()
    {
        var away = new TinkerAnswer(null, default, "could not be asked");
        Assert.Equal([1.0, 2, 4, 8, 16], Enumerable.Range(0, 5).Select(i => SubmitRules.Pause(Options, away, i, TimeSpan.Zero)!.Value.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(30), SubmitRules.Own(Options, 20));
        Assert.Null(SubmitRules.Pause(Options, away, 0, TimeSpan.FromSeconds(29.5)));
        Assert.Equal(
            TimeSpan.FromSeconds(3), SubmitRules.Pause(Options, away with { RetryAfter = TimeSpan.FromSeconds(3) }, 0, TimeSpan.Zero));
        Assert.NotNull(SubmitRules.Pause(Options, new TinkerAnswer(HttpStatusCode.BadRequest, default), 0, TimeSpan.Zero));
    }

    [Fact]
    public void Parts_OfDatums_HoldWhatARequestMayHold()
    {
        Assert.Equal([0..4], RequestParts.Split([1, 1, 1, 1], 4, 100));
        Assert.Equal([0..2, 2..4, 4..5], RequestParts.Split([1, 1, 1, 1, 1], 2, 100));
        Assert.Equal([0..2, 2..3], RequestParts.Split([60, 40, 1], 9, 100));
        Assert.Equal([0..1, 1..2, 2..3], RequestParts.Split([200, 200, 1], 9, 100));
    }

    [Fact]
    public void Metrics_OfParts_AreReducedAsTheirNamesSay()
    {
        static Dictionary<string, double> Part(double value) => new()
        {
            ["loss:mean"] = value, ["loss:sum"] = value, ["ratio:max"] = value, ["ratio:min"] = value, ["wait:slack"] = value,
            ["step:unique"] = value, ["clip_fraction"] = value, ["rate:last"] = value, [$"only:{value}"] = value,
        };

        var merged = MetricMerge.Of([(Part(0.5), 1), (Part(0.8), 3)]);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["loss:mean"] = 0.725, ["loss:sum"] = 1.3, ["ratio:max"] = 0.8, ["ratio:min"] = 0.5, ["wait:slack"] = 0.725,
                ["step:unique"] = 0.5, ["step:unique_1"] = 0.8,
            },
            merged.ToDictionary(metric => metric.Key, metric => Math.Round(metric.Value, 9)));
        Assert.Equal(0.55, MetricMerge.Of([(new Dictionary<string, double> { ["loss:mean"] = 0.5 }, 2), (new Dictionary<string, double> { ["loss:mean"] = 0.6 }, 2)])["loss:mean"], 1e-12);
        Assert.Equal(Part(1), MetricMerge.Of([(Part(1), 7)]));
    }

    [Theory]
    [InlineData("tinker://model-1/000080", "tinker://model-1/sampler_weights/000080")]
    [InlineData("tinker://a:train:0/sampler_weights/000080", "tinker://a:train:0/sampler_weights/000080")]
    [InlineData("tinker://a:train:0/weights/000080", "tinker://a:train:0/weights/000080")]
    public void Path_OfTwoParts_IsOfASampler(string path, string normalized) => Assert.Equal(normalized, TinkerPath.Normalized(path));

    [Fact]
    public void Path_OfWeightsThatLive_NamesTheirSession()
    {
        Assert.Equal("s:sample:1", TinkerPath.FindLive(TinkerPath.OfLive("s:sample:1")));
        Assert.Null(TinkerPath.FindLive("tinker://a/sampler_weights/b"));
        Assert.False(TinkerPath.IsSaved(TinkerPath.OfLive("s")));
        Assert.False(TinkerPath.IsSaved("embedded://a/weights/b"));
        Assert.True(TinkerPath.IsSaved("tinker://a:train:0/weights/b"));
    }

    [Fact]
    public void StepMetrics_OfAServersName_AreTheLoops() => Assert.Equal(
        new Dictionary<string, double> { ["optim/lr"] = 0.1, ["optim/grad_norm"] = 2, ["other:mean"] = 3 },
        StepMetrics.Of(new Dictionary<string, double> { ["skyrl.ai/grad_norm:mean"] = 2, ["other:mean"] = 3 }, 0.1));

    [Fact]
    public void SessionId_OfTwoIds_IsReadAgain()
    {
        Assert.Equal(new TinkerSessionId("s_1", "s_1:train:0"), TinkerSessionId.Find(new TinkerSessionId("s_1", "s_1:train:0").ToString()));
        Assert.Null(TinkerSessionId.Find("embedded-1"));
    }
}
