using System.Text.Json;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

public sealed class TinkerSamplerTests
{
    [Fact]
    public async Task Recall_OfRecordedTurns_IsWhatTheyWereSampledFrom()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 4, notice: "that is no button");
        var fresh = await session.OpenSamplerAsync(sampler.Path, default);

        var recalled = await fresh.RecallAsync(played.Task, played.Stored(), default);

        Assert.True(played.Turns.Count > 1);
        Assert.Equal(played.Turns.Select(turn => turn.Observation.ToArray()), recalled.Select(turn => turn.ToArray()));
        for (var i = 1; i < recalled.Length; i++)
        {
            int[] before = [.. recalled[i - 1].Span, .. played.Turns[i - 1].Tokens];
            Assert.Equal(before, recalled[i].ToArray()[..before.Length]);
        }
    }

    /// <summary>By another sampler of the weights, which has the pictures of the turns from their records only.</summary>
    [Fact]
    public async Task Continue_AfterATurn_GoesOnWithTheConversation()
    {
        const int Past = 2;
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 4, notice: "that is no button");
        Assert.True(played.Turns.Count > Past);
        var fresh = await session.OpenSamplerAsync(sampler.Path, default);

        var episode = await fresh.ContinueAsync(played.Task, 1, played.Stored()[..Past], default);
        var turn = await episode.SampleAsync(played.Views[Past], "that is no button", 1 + (1000 * Past), default);

        Assert.Equal(played.Turns[Past].Observation.ToArray(), turn.Observation.ToArray());
        Assert.Equal(played.Turns[Past].Tokens.ToArray(), turn.Tokens.ToArray());
        Assert.Equal(played.Turns[Past].ModelInput!.ToString(), turn.ModelInput!.ToString());
    }

    [Fact]
    public async Task ModelInput_OfATurn_IsItsTaskAndTheMessagesThatWereNewInIt()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var played = await PlayedTask.PlayAsync(
            await TinkerSessionTests.SamplerAsync(session, 1), host.Blobs, turns: 2, seed: 3, notice: "that is no button");

        using var first = JsonDocument.Parse(played.Turns[0].ModelInput!.Utf8);
        using var second = JsonDocument.Parse(played.Turns[1].ModelInput!.Utf8);

        Assert.Equal(played.Task, first.RootElement.GetProperty("task").GetString());
        Assert.Equal(["system", "user"], first.RootElement.GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("role").GetString()!));
        var content = Assert.Single(second.RootElement.GetProperty("messages").EnumerateArray()).GetProperty("content");
        Assert.StartsWith("Turn 2. Your last call was not carried out: that is no button.", content[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ("input_image", $"sha256:{played.Views[1].Sha256}"), (content[1].GetProperty("type").GetString(), content[1].GetProperty("image_url").GetString()));
    }

    [Fact]
    public async Task Recall_OfATurnThatDoesNotSayWhatItWasShown_NamesTheTurn()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var stored = (await PlayedTask.PlayAsync(sampler, host.Blobs)).Stored()[0];

        foreach (var input in (string?[])[null, """{"task": "x"}""", """{"messages": [{"role": "user", "content": [{"type": "video"}]}]}"""])
        {
            var turn = stored with { Content = stored.Content with { ModelInput = input is null ? null : JsonText.Parse(input) } };
            var error = await Assert.ThrowsAsync<UnreadableRecordException>(async () => await sampler.RecallAsync("x", [turn], default));
            Assert.Contains("turn 1 at state run.1", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(TinkerWire.Json)]
    [InlineData(TinkerWire.Protobuf)]
    public async Task Score_AtThePolicyThatSampled_IsWhatWasSampled(TinkerWire wire)
    {
        await using var host = await TinkerHost.StartAsync(wire: wire);
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var request = PlayedTask.Request(sampler, null, (await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 4)).Trajectory(0, 1));

        var scores = await sampler.ScoreAsync(request.Datums, request.Pictures, 1, default);

        var sampled = new double[request.Datums[0].Length];
        request.Datums[0].WriteLogProbabilities(sampled);
        Assert.Equal(sampled, Assert.Single(scores).ToArray(), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Contains(sampled, log => log < -0.1);
    }

    [Fact]
    public async Task Sample_OfTheSameScreenAndSeed_IsTheSame()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var (one, two, other) = (await PlayAsync(7), await PlayAsync(7), await PlayAsync(8));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);

        async Task<string> PlayAsync(long seed) => string.Join('\n', (await PlayedTask.PlayAsync(sampler, host.Blobs, 4, seed)).Turns.Select(turn => turn.Response));
    }

    /// <summary>Nothing is remembered of a turn that was not answered.</summary>
    [Fact]
    public async Task Sample_AskedForAgain_IsOfTheSameTurn()
    {
        await using var host = await TinkerHost.StartAsync(patience: TimeSpan.FromMilliseconds(5));
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var view = (await PlayedTask.PlayAsync(sampler, host.Blobs)).Views[0];
        var (episode, untroubled) = (sampler.Begin("Open the settings.", 1), sampler.Begin("Open the settings.", 1));
        host.Server.Faults.Order("asample", CuaRl.TestKit.Tinker.Faults.TinkerFault.Error, times: 50);
        await Assert.ThrowsAsync<TrainerUnavailableException>(async () =>
        {
            while (true)
            {
                await episode.SampleAsync(view, null, 1, default);
            }
        });
        while (host.Server.Faults.Next("asample") != CuaRl.TestKit.Tinker.Faults.TinkerFault.None)
        {
        }

        Assert.Equal(
            (await untroubled.SampleAsync(view, null, 1, default)).Observation.ToArray(), (await episode.SampleAsync(view, null, 1, default)).Observation.ToArray());
    }
}
