using System.Text.Json.Nodes;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Trainers;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The trainer over real HTTP.</summary>
public sealed class TinkerSessionTests
{
    private static readonly AdamSettings Adam = new() { LearningRate = 0.05 };

    /// <summary>At the policy that sampled, the sum over a call's tokens is the log-probability of the choice: both trainers take the same step.</summary>
    [Fact]
    public async Task Step_OverTokens_IsTheOneThatTheEmbeddedTrainerTakesOverChoices()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var embedded = await LocalTrainer.Start(TestFolders.Create("tinker")).OpenAsync(
            new TrainerModel("t-1", PolicyModels.Linear, 0, 1), null, default);

        var (before, after) = await TrainedAsync(session, host.Blobs);
        var (expectedBefore, expected) = await TrainedAsync(embedded, host.Blobs);

        Assert.Equal(expectedBefore, before, (one, other) => Math.Abs(one - other) < 1e-4);
        Assert.Equal(expected, after, (one, other) => Math.Abs(one - other) < 1e-4);
        Assert.All(before.Zip(after), odds => Assert.True(Math.Abs(odds.First - odds.Second) > 0.01));

        static async Task<(double[] Before, double[] After)> TrainedAsync(ITrainerSession session, IBlobStore blobs)
        {
            // Where Adam divides by hardly anything, it makes whole steps of what is no more than rounding.
            var plain = new AdamSettings { LearningRate = 1, Epsilon = 1 };
            var sampler = await SamplerAsync(session, 1);
            var (one, two) = (await PlayedTask.PlayAsync(sampler, blobs, 4, 10), await PlayedTask.PlayAsync(sampler, blobs, 4, 20));
            var request = PlayedTask.Request(sampler, null, one.Trajectory(0, 1), two.Trajectory(1, -0.5));
            var before = await session.ForwardBackwardAsync(2, request, default);
            await session.StepAsync(3, plain, default);
            return (Odds(request, before), Odds(request, await session.ForwardBackwardAsync(4, request, default)));
        }

        static double[] Odds(GradientRequest request, GradientResult gradient) =>
        [
            .. request.Datums.Select((datum, i) => (datum.Member, Odds: gradient.LogProbabilities[i].ToArray().Sum()))
                .GroupBy(datum => datum.Member).Select(rollout => rollout.Sum(datum => datum.Odds)),
        ];
    }

    [Fact]
    public async Task ForwardBackward_AtThePolicyThatSampled_GivesWhatWasSampledAndTheLossOfThat()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs);

        var gradient = await session.ForwardBackwardAsync(2, PlayedTask.Request(sampler, null, played.Trajectory(0, 2)), default);

        var tokens = played.Turns.SelectMany(turn => turn.LogProbabilities).Select(log => (double)log).ToArray();
        Assert.Equal(tokens, Assert.Single(gradient.LogProbabilities).ToArray(), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(-2.0 * tokens.Length, gradient.Metrics["loss"], 1e-3);
        Assert.Equal(gradient.Metrics["loss:sum"], gradient.Metrics["loss"], 1e-3);
        Assert.Equal(1, gradient.Numbers);
    }

    [Theory]
    [InlineData(LossAggregation.TokenMean)]
    [InlineData(LossAggregation.SequenceMean)]
    public async Task ForwardBackward_OfAMean_IsDoneByScalingAdvantages(LossAggregation aggregation)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs);

        var gradient = await session.ForwardBackwardAsync(
            2, PlayedTask.Request(sampler, new LossOptions { Aggregation = aggregation }, played.Trajectory(0, 2)), default);

        Assert.Equal(-2, gradient.Metrics["loss"], 1e-4);
        Assert.Equal(-2, gradient.Metrics["loss:sum"], 1e-4);
    }

    [Theory]
    [InlineData(PolicyLoss.ImportanceSampling)]
    [InlineData(PolicyLoss.Ppo)]
    [InlineData(PolicyLoss.Cispo)]
    [InlineData(PolicyLoss.Dro)]
    [InlineData(PolicyLoss.CrossEntropy)]
    public async Task ForwardBackward_OfEachLoss_AgreesWithTheServerOnItsValue(PolicyLoss loss)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var request = PlayedTask.Request(
            sampler, new LossOptions { Loss = loss, ClipHigh = double.PositiveInfinity }, (await PlayedTask.PlayAsync(sampler, host.Blobs)).Trajectory(0, 1));
        await session.ForwardBackwardAsync(2, request, default);
        await session.StepAsync(3, Adam, default);

        var moved = await session.ForwardBackwardAsync(4, request, default);

        Assert.Equal(moved.Metrics["loss:sum"], moved.Metrics["loss"], 1e-3);
    }

    [Fact]
    public async Task ForwardBackward_InParts_TakesANumberForEachAndComesToTheSame()
    {
        Assert.Equal(await TrainedAsync(1024, 1), await TrainedAsync(1, 3));

        static async Task<string> TrainedAsync(int maxDatums, int numbers)
        {
            await using var host = await TinkerHost.StartAsync(maxDatums: maxDatums);
            await using var session = await host.OpenAsync();
            var sampler = await SamplerAsync(session, 1);
            var played = await PlayedTask.PlayAsync(sampler, host.Blobs);
            var gradient = await session.ForwardBackwardAsync(
                2, PlayedTask.Request(sampler, null, played.Trajectory(0, 1), played.Trajectory(1, -2), played.Trajectory(2, 3)), default);
            Assert.Equal(numbers, gradient.Numbers);
            Assert.Equal(3, gradient.LogProbabilities.Count);
            await session.StepAsync(2 + numbers, Adam, default);
            return Saved(host, await session.SaveStateAsync(3 + numbers, "000001", default));
        }
    }

    [Fact]
    public async Task Requests_SentAgainByAnotherDriver_AreCarriedOutOnce()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var request = PlayedTask.Request(sampler, null, (await PlayedTask.PlayAsync(sampler, host.Blobs)).Trajectory(0, 1));
        var first = await session.ForwardBackwardAsync(2, request, default);
        await session.StepAsync(3, Adam, default);
        var saved = Saved(host, await session.SaveStateAsync(4, "000001", default));

        using var other = host.NewTrainer();
        await using var taken = await other.OpenAsync(TinkerHost.Model, session.Id, default);
        var again = await taken.ForwardBackwardAsync(2, request, default);
        await taken.StepAsync(3, Adam, default);

        Assert.Equal(first.Metrics, again.Metrics);
        Assert.Equal(saved, Saved(host, await taken.SaveStateAsync(4, "000001", default)));
        Assert.Equal(saved, Saved(host, await taken.SaveStateAsync(5, "000002", default)));
    }

    /// <summary>A model of which the server took other requests is none to go on with: the last saved state is.</summary>
    [Theory]
    [InlineData(TinkerWire.Json)]
    [InlineData(TinkerWire.Protobuf)]
    public async Task Request_UnderTheNumberOfAnother_LosesItsSessionForEverybody(TinkerWire wire)
    {
        await using var host = await TinkerHost.StartAsync(wire: wire);
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs);
        await session.ForwardBackwardAsync(2, PlayedTask.Request(sampler, null, played.Trajectory(0, 1)), default);

        using var other = host.NewTrainer();
        var taken = await other.OpenAsync(TinkerHost.Model, session.Id, default);
        await LostAsync(() => taken.ForwardBackwardAsync(2, PlayedTask.Request(sampler, null, played.Trajectory(0, 1.5)), default));
        await taken.DisposeAsync();

        Assert.Contains("under the number of a gradient; session " + session.Id, host.Logger.Text, StringComparison.Ordinal);
        await LostAsync(() => other.OpenAsync(TinkerHost.Model, session.Id, default));
        await LostAsync(() => host.OpenAsync(session.Id));
    }

    [Fact]
    public async Task Step_UnderTheNumberOfAnother_LosesItsSession()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        await session.StepAsync(1, Adam, default);

        await LostAsync(() => session.StepAsync(1, Adam with { LearningRate = 0.06 }, default));
    }

    /// <summary>Its answer was lost, or an earlier driver's: the server has a save by its numbers.</summary>
    [Fact]
    public async Task Sampler_WithoutANameThatWasFixedBefore_IsFixedOnceMore()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var first = await session.SaveSamplerAsync(1, "000001", isKept: false, default);
        using var other = host.NewTrainer();
        await using var taken = await other.OpenAsync(TinkerHost.Model, session.Id, default);

        var again = await taken.SaveSamplerAsync(1, "000001", isKept: false, default);

        Assert.NotEqual(first, again);
        Assert.Equal(await PlayAsync(session, first), await PlayAsync(taken, again));

        async Task<string> PlayAsync(ITrainerSession at, string path) => string.Join(
            '\n', (await PlayedTask.PlayAsync(await at.OpenSamplerAsync(path, default), host.Blobs, 2)).Turns.Select(turn => turn.Response));
    }

    [Theory]
    [InlineData("unloading")]
    [InlineData("unloaded")]
    public async Task Session_WhoseModelIsUnloaded_IsLost(string status)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        host.Server.UnloadModels(status);

        await LostAsync(() => host.OpenAsync(session.Id));
    }

    /// <summary>A server may find out late that a model is unloaded: whoever takes it over knows no better than to begin anew.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_ThatFailsInASessionTakenOver_LosesItWhereNoneWasCarriedOutYet(bool isProven)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        using var other = host.NewTrainer();
        await using var taken = await other.OpenAsync(TinkerHost.Model, session.Id, default);
        if (isProven)
        {
            await taken.StepAsync(1, Adam, default);
        }

        host.Server.UnloadModels("unloaded");
        var failure = await Assert.ThrowsAnyAsync<CuaRlException>(() => taken.StepAsync(2, Adam, default));

        Assert.Equal(isProven ? typeof(TrainerRefusedException) : typeof(TrainerSessionLostException), failure.GetType());
        await LostAsync(() => other.OpenAsync(TinkerHost.Model, session.Id, default));
    }

    [Fact]
    public async Task Sampler_WithoutAName_TakesOtherNumbersWhereItsOwnAreTaken()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        host.Server.Records = true;
        host.Server.Faults.Order("save_weights_for_sampler", TinkerFault.Conflict, times: 2);

        await session.SaveSamplerAsync(1, "000001", isKept: false, default);

        (long Request, long Sampler)[] sent =
        [
            .. host.Server.Calls.Where(call => call.Path == "save_weights_for_sampler").Select(call => JsonNode.Parse(call.Body)!)
                .Select(body => ((long)body["seq_id"]!, (long)body["sampling_session_seq_id"]!)),
        ];
        Assert.Equal([(1, 1), (1, sent[1].Sampler), sent[2]], sent);
        Assert.Equal(4, new[] { 1, sent[1].Sampler, sent[2].Request, sent[2].Sampler }.Distinct().Count());
        host.Server.Faults.Order("save_weights_for_sampler", TinkerFault.Conflict, times: 6);
        await Assert.ThrowsAsync<TrainerUnavailableException>(() => session.SaveSamplerAsync(2, "000002", isKept: false, default));
    }

    [Fact]
    public async Task Sampler_OfANameThatIsThere_IsFoundByItsName()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();

        var kept = await session.SaveSamplerAsync(1, "final", isKept: true, default);

        Assert.EndsWith(":train:0/sampler_weights/final", kept, StringComparison.Ordinal);
        Assert.Equal(kept, await session.SaveSamplerAsync(1, "final", isKept: true, default));
        Assert.Equal(kept, (await session.OpenSamplerAsync(kept, default)).Path);
        Assert.Contains("there are no weights tinker://gone/sampler_weights/x", (await Assert.ThrowsAsync<TrainerRefusedException>(
            () => session.OpenSamplerAsync("tinker://gone/sampler_weights/x", default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task State_LoadedIntoANewSession_GoesOnAsTheOldOne(bool withOptimizer)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        var request = PlayedTask.Request(sampler, null, (await PlayedTask.PlayAsync(sampler, host.Blobs)).Trajectory(0, 1));
        await StepAsync(session, 2);
        var state = await session.SaveStateAsync(4, "000001", default);
        await StepAsync(session, 5);
        var expected = Saved(host, await session.SaveStateAsync(7, "000002", default));

        await host.Server.RestartAsync();
        await using var restored = await host.OpenAsync();
        await restored.LoadAsync(1, state, withOptimizer, default);
        await StepAsync(restored, 2);

        Assert.Equal(withOptimizer, expected == Saved(host, await restored.SaveStateAsync(4, "000002", default)));
        Assert.Contains("not permitted", (await Assert.ThrowsAsync<TrainerRefusedException>(
            () => restored.LoadAsync(5, state, withOptimizer, default))).Message, StringComparison.Ordinal);

        async Task StepAsync(ITrainerSession at, long number)
        {
            await at.ForwardBackwardAsync(number, request, default);
            await at.StepAsync(number + 1, Adam, default);
        }
    }

    [Fact]
    public async Task Session_ThatTheServerLost_IsSaidToBeLostByWhateverIsAsked()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        await PlayedTask.PlayAsync(sampler, host.Blobs);
        host.Server.LoseSessions();

        await LostAsync(() => PlayedTask.PlayAsync(sampler, host.Blobs));
        await LostAsync(() => session.StepAsync(2, Adam, default));
        await LostAsync(() => session.SaveStateAsync(2, "x", default));
        await LostAsync(() => session.OpenSamplerAsync(sampler.Path, default));
        await LostAsync(() => host.OpenAsync(session.Id));
        await LostAsync(() => host.OpenAsync("embedded-1"));
    }

    [Fact]
    public async Task Session_WhoseHeartbeatIsNotKnown_IsLost()
    {
        await using var host = await TinkerHost.StartAsync(heartbeat: TimeSpan.FromMilliseconds(20));
        await using var session = await host.OpenAsync();
        host.Server.LoseSessions();
        host.Server.Records = true;

        await Eventually.HoldsAsync("the heartbeat finds out", async () =>
        {
            await LostAsync(() => session.StepAsync(1, Adam, default));
            return host.Server.Calls.Any(call => call.Path == "session_heartbeat");
        });
    }

    [Theory]
    [InlineData(TinkerFault.FailsInBody)]
    [InlineData(TinkerFault.FailsByStatus)]
    [InlineData(TinkerFault.FailsByType)]
    public async Task Request_ThatFails_SaysWhyAndItsSessionIsGivenUp(TinkerFault shape)
    {
        await using var host = await TinkerHost.StartAsync();
        var session = await host.OpenAsync();
        host.Server.Faults.Order("optim_step", shape);

        var failure = await Assert.ThrowsAsync<TrainerRefusedException>(() => session.StepAsync(1, Adam, default));

        Assert.Contains("an optimizer step failed: 'a failure was ordered'", failure.Message, StringComparison.Ordinal);
        await LostAsync(() => session.StepAsync(2, Adam, default));
        await session.DisposeAsync();
        using var other = host.NewTrainer();
        await LostAsync(() => other.OpenAsync(TinkerHost.Model, session.Id, default));
    }

    [Theory]
    [InlineData(TinkerFault.FailsInBody, false)]
    [InlineData(TinkerFault.FailsByStatus, true)]
    public async Task Sample_ThatFails_IsAskedForAgainOnlyWhereTheFaultIsTheServers(TinkerFault shape, bool isRefused)
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await SamplerAsync(session, 1);
        host.Server.Faults.Order("asample", shape);

        var failure = await Assert.ThrowsAnyAsync<CuaRlException>(() => PlayedTask.PlayAsync(sampler, host.Blobs));

        Assert.Equal(isRefused, failure is TrainerRefusedException);
        Assert.Equal(!isRefused, failure is TrainerUnavailableException);
        Assert.NotEmpty((await PlayedTask.PlayAsync(sampler, host.Blobs)).Turns);
    }

    [Fact]
    public async Task WarmStart_OfTinker_IsRefused()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();

        Assert.Contains("set warm_start to false", (await Assert.ThrowsAsync<TrainerRefusedException>(
            () => session.WarmStartAsync(1, new WarmStartRequest([], 1, 0.3, 0.1), default))).Message, StringComparison.Ordinal);
    }

    internal static async Task<IPolicySampler> SamplerAsync(ITrainerSession session, long number) =>
        await session.OpenSamplerAsync(await session.SaveSamplerAsync(number, $"{number:D6}", isKept: false, default), default);

    internal static string Saved(TinkerHost host, string path) => Convert.ToHexString(host.Server.Saved(path));

    private static Task<TrainerSessionLostException> LostAsync(Func<Task> request) => Assert.ThrowsAsync<TrainerSessionLostException>(request);
}
