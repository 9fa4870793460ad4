using CuaRl.TestKit.Tinker;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>From when on, and until when, a session is told that somebody is there.</summary>
public sealed class TinkerHeartbeatTests
{
    private const string Beat = "session_heartbeat";
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    /// <summary>The model is not there before a heartbeat was heard, as one that loads longer than sessions live.</summary>
    [Fact]
    public async Task Session_WhoseModelTakesLong_IsKeptMeanwhile()
    {
        await using var host = await TinkerHost.StartAsync(heartbeat: Often);
        var isHeard = 0;
        host.Server.OnRequest = path =>
        {
            if (path == Beat)
            {
                Volatile.Write(ref isHeard, 1);
            }
            else if (path == TinkerFaults.Results && Volatile.Read(ref isHeard) == 0)
            {
                host.Server.Faults.Order(path, TinkerFault.TryAgain);
            }
        };

        await using var session = await host.OpenAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, isHeard);
    }

    [Fact]
    public async Task Session_WhoseModelIsRefused_IsToldNoMore()
    {
        await using var host = await TinkerHost.StartAsync(heartbeat: Often);
        host.Server.Records = true;
        host.Server.Faults.Order("create_model", TinkerFault.FailsInBody);
        await Assert.ThrowsAsync<TrainerRefusedException>(() => host.OpenAsync());
        var before = Beats([.. host.Server.Calls], "session");

        await using var session = await host.OpenAsync();
        var own = session.Id.Split('|')[0];
        await Eventually.HoldsAsync("another session is told", () => Task.FromResult(Beats([.. host.Server.Calls], own) >= 5));

        // One may have been on its way.
        RecordedCall[] calls = [.. host.Server.Calls];
        Assert.InRange(Beats(calls, "session") - Beats(calls, own) - before, 0, 1);

        static int Beats(RecordedCall[] calls, string id) => calls.Count(call => call.Path == Beat && call.Body.Contains($"\"{id}", StringComparison.Ordinal));
    }
}
