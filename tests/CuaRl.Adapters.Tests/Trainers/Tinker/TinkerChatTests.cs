using System.Text.Json;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Tinker.Faults;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The OpenAI-compatible route, for rollouts that need no tokens.</summary>
public sealed class TinkerChatTests
{
    private static readonly TrainerModel Chat = TinkerHost.Model with { Prompt = new TrainerPrompt { Renderer = "chat", BoxType = "simulated" } };

    [Fact]
    public async Task Chat_OfASavedSampler_AnswersAsItsTokensDo()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var session = await host.OpenAsync();
        var kept = await session.SaveSamplerAsync(1, "000001", isKept: true, default);
        var expected = await PlayedTask.PlayAsync(await session.OpenSamplerAsync(kept, default), host.Blobs, turns: 4, notice: "no such call");
        await using var chat = await host.Trainer.OpenAsync(Chat, null, default);
        await chat.LoadAsync(1, kept, withOptimizer: false, default);

        var sampler = await chat.OpenSamplerAsync(await chat.SaveSamplerAsync(2, "first", isKept: false, default), default);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 4, notice: "no such call");

        Assert.Equal(kept, sampler.Path);
        Assert.True(played.Turns.Count > 1);
        Assert.Equal(expected.Turns.Select(turn => turn.Response), played.Turns.Select(turn => turn.Response));
        Assert.Equal(expected.Turns.Select(turn => turn.ModelInput!.ToString()), played.Turns.Select(turn => turn.ModelInput!.ToString()));
        Assert.All(played.Turns, turn => Assert.Empty(turn.Tokens));
    }

    [Fact]
    public async Task Chat_OfABaseModel_SendsTextAndPicturesInOpenAisForm()
    {
        await using var host = await TinkerHost.StartAsync();
        host.Server.Records = true;
        await using var chat = await host.Trainer.OpenAsync(Chat, null, default);
        var sampler = await chat.OpenSamplerAsync(await chat.SaveSamplerAsync(1, "first", isKept: false, default), default);
        host.Server.Faults.Order("chat/completions", TinkerFault.Error);

        await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 1);

        Assert.Equal(2, host.Server.Calls.Count);
        var body = JsonDocument.Parse(host.Server.Calls.Last().Body).RootElement;
        var content = body.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal("cuarl/bytes", body.GetProperty("model").GetString());
        Assert.Equal(["text", "image_url", "text"], content.EnumerateArray().Select(part => part.GetProperty("type").GetString()!));
        Assert.Equal("data:image/png;base64,iVBORwA=", content[1].GetProperty("image_url").GetProperty("url").GetString());
        Assert.False(content[0].TryGetProperty("image_url", out _));
    }

    [Fact]
    public async Task Chat_AskedToTrain_SaysThatItGivesNoTokens()
    {
        await using var host = await TinkerHost.StartAsync();
        await using var chat = await host.Trainer.OpenAsync(Chat, null, default);
        var sampler = await chat.OpenSamplerAsync("cuarl/bytes", default);

        foreach (var request in (Func<Task>[])
        [
            () => chat.StepAsync(1, new AdamSettings(), default),
            () => chat.ForwardBackwardAsync(1, PlayedTask.Request(sampler, null), default),
            () => chat.SaveStateAsync(1, "x", default),
            () => chat.WarmStartAsync(1, new WarmStartRequest([], 1, 0, 0), default),
            async () => await sampler.ScoreAsync([], sampler.Pictures, 1, default),
        ])
        {
            Assert.Contains("gives no tokens", (await Assert.ThrowsAsync<TrainerRefusedException>(request)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("is no path of saved weights", (await Assert.ThrowsAsync<TrainerRefusedException>(
            () => chat.LoadAsync(1, "embedded://x", withOptimizer: false, default))).Message, StringComparison.Ordinal);
    }
}
