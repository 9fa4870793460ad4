using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Tinker.Faults;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>Whatever goes wrong on the way, a training comes to the same: nothing is left out or carried out twice.</summary>
public sealed class TinkerFaultTests
{
    public static TheoryData<string, TinkerFault> Faults
    {
        get
        {
            var data = new TheoryData<string, TinkerFault>();
            string[] paths =
            [
                "create_session", "create_model", "save_weights_for_sampler", "asample", "forward_backward", "optim_step", "save_weights",
                "load_weights", "create_sampling_session", TinkerFaults.Results,
            ];
            foreach (var path in paths)
            {
                foreach (var fault in (TinkerFault[])
                [
                    TinkerFault.TooMany, TinkerFault.TimedOut, TinkerFault.Error, TinkerFault.ErrorAfter, TinkerFault.LostReply, TinkerFault.WrongJson,
                    .. path == TinkerFaults.Results ? (TinkerFault[])[TinkerFault.TryAgain, TinkerFault.Doubt, TinkerFault.Gone] : [],
                ])
                {
                    data.Add(path, fault);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Training_WithAFault_ComesToTheSame(string path, TinkerFault fault)
    {
        var expected = await TrainedAsync(_ => { });

        Assert.Equal(expected, await TrainedAsync(faults => faults.Order(path, fault, times: 2)));
    }

    [Fact]
    public async Task Training_AmongFaults_ComesToTheSame()
    {
        var met = 0;
        var expected = await TrainedAsync(_ => { });

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected, await TrainedAsync(faults => faults.Rate = 0.3, faults => met += faults.Met));
        }

        Assert.True(met > 20, $"{met} faults");
    }

    [Fact]
    public async Task Server_ThatIsAway_IsSaidToBeAway()
    {
        await using var host = await TinkerHost.StartAsync(patience: TimeSpan.FromMilliseconds(50));
        await using var session = await host.OpenAsync();
        await host.Server.DisposeAsync();

        var away = await Assert.ThrowsAsync<TrainerUnavailableException>(() => session.StepAsync(1, new AdamSettings(), default));

        Assert.Contains("asked for an optimizer step, it could not be asked", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatTakesNoMoreForTooLong_IsSaidToBeAway()
    {
        await using var host = await TinkerHost.StartAsync(patience: TimeSpan.FromMilliseconds(50));
        await using var session = await host.OpenAsync();
        host.Server.Faults.Order(TinkerFaults.Results, TinkerFault.TooMany, times: 1000);

        await Assert.ThrowsAsync<TrainerUnavailableException>(() => session.StepAsync(1, new AdamSettings(), default));
    }

    [Fact]
    public async Task Training_InProtocolBuffers_ComesToTheSameAsInJson()
    {
        var expected = await TrainedAsync(_ => { });

        Assert.Equal(expected, await TrainedAsync(faults => faults.Rate = 0.1, wire: TinkerWire.Protobuf));
    }

    /// <summary>A small training: its state at the end.</summary>
    private static async Task<string> TrainedAsync(
        Action<TinkerFaults> order, Action<TinkerFaults>? after = null, TinkerWire wire = TinkerWire.Json)
    {
        await using var host = await TinkerHost.StartAsync(wire: wire);
        order(host.Server.Faults);
        await using var session = await host.OpenAsync();
        var sampler = await TinkerSessionTests.SamplerAsync(session, 1);
        var played = await PlayedTask.PlayAsync(sampler, host.Blobs, turns: 2);
        await session.ForwardBackwardAsync(2, PlayedTask.Request(sampler, null, played.Trajectory(0, 1)), default);
        await session.StepAsync(3, new AdamSettings { LearningRate = 0.05 }, default);
        var state = await session.SaveStateAsync(4, "000001", default);
        var kept = await session.OpenSamplerAsync(await session.SaveSamplerAsync(5, "000001", isKept: true, default), default);

        await using var restored = await host.OpenAsync();
        await restored.LoadAsync(1, state, withOptimizer: true, default);
        var more = await PlayedTask.PlayAsync(kept, host.Blobs, turns: 2, seed: 5);
        await restored.ForwardBackwardAsync(2, PlayedTask.Request(kept, null, more.Trajectory(0, -1)), default);
        await restored.StepAsync(3, new AdamSettings { LearningRate = 0.05 }, default);
        var end = await restored.SaveStateAsync(4, "000002", default);
        after?.Invoke(host.Server.Faults);
        return TinkerSessionTests.Saved(host, end);
    }
}
