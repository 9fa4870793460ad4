using System.Net;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>Tells a session from time to time that somebody is there, without which the server ends it.</summary>
internal sealed class TinkerHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    private TinkerHeartbeat(TinkerClient client, TinkerOptions options, TimeProvider time, string sessionId) =>
        _running = RunAsync(client, options, time, CallOf(sessionId));

    /// <summary>Whether the server said that it does not have the session any more.</summary>
    public bool IsLost { get; private set; }

    public static TinkerHeartbeat Start(TinkerClient client, TinkerOptions options, TimeProvider time, string sessionId) =>
        new(client, options, time, sessionId);

    /// <summary>The call that tells it.</summary>
    public static TinkerCall CallOf(string sessionId) => TinkerCall.Post(
        "a heartbeat", "session_heartbeat", new SessionHeartbeat(sessionId), TinkerJson.Default.SessionHeartbeat) with
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    /// <summary>One that fails is no matter: the next one comes soon, and sessions outlive some.</summary>
    private async Task RunAsync(TinkerClient client, TinkerOptions options, TimeProvider time, TinkerCall call)
    {
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        while (!IsLost && await timer.WaitForNextTickAsync(_end.Token))
        {
            IsLost = (await client.SendAsync(call, _end.Token)).Status == HttpStatusCode.NotFound;
        }
    }
}
