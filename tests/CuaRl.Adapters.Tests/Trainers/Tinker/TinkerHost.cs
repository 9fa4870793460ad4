using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Tests.Devices.GBox;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Tinker;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>The trainer at a server of this machine, with pauses that do not hold up tests.</summary>
internal sealed class TinkerHost : IAsyncDisposable
{
    public static readonly TrainerModel Model = new("t-1", "cuarl/bytes", 32, 1)
    {
        Prompt = new TrainerPrompt { BoxType = "simulated" },
    };

    private TinkerHost(TinkerServer server, TinkerOptions options)
    {
        (Server, Options) = (server, options);
        Trainer = NewTrainer();
    }

    public TinkerServer Server { get; }

    public TinkerOptions Options { get; }

    public MemoryBlobs Blobs { get; } = new();

    public TextLogger<TinkerFutures> Logger { get; } = new();

    public TinkerTrainer Trainer { get; }

    public static async Task<TinkerHost> StartAsync(
        string key = "tml-test", int maxDatums = 1024, TimeSpan? heartbeat = null, TimeSpan? patience = null,
        TinkerWire wire = TinkerWire.Json)
    {
        var server = await TinkerServer.StartAsync(new TinkerServerOptions { ApiKey = key });
        return new TinkerHost(server, new TinkerOptions
        {
            ApiKey = key,
            BaseUrl = server.Url,
            FirstPause = TimeSpan.FromMilliseconds(1),
            LongestPause = TimeSpan.FromMilliseconds(20),
            PollPause = TimeSpan.FromMilliseconds(1),
            Heartbeat = heartbeat ?? TimeSpan.FromMinutes(10),
            Patience = patience ?? TimeSpan.FromSeconds(30),
            MaxDatums = maxDatums,
            Wire = wire,
        });
    }

    /// <summary>Another trainer at the same server, as in another silo.</summary>
    public TinkerTrainer NewTrainer() => new(Options, Blobs, new Version7Ids(TimeProvider.System), TimeProvider.System, Logger);

    public Task<ITrainerSession> OpenAsync(string? sessionId = null) => Trainer.OpenAsync(Model, sessionId, default);

    public async ValueTask DisposeAsync()
    {
        Trainer.Dispose();
        await Server.DisposeAsync();
    }
}
