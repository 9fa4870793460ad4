using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A service with a training of two steps, which saved its state after the second.</summary>
public sealed class TaughtTraining : IAsyncLifetime
{
    private LoopService? _service;
    private TrainingInfo? _ended;

    internal static string[] Sizes => ["group_size=4", "groups_per_batch=2", "max_turns=6", "save_every=0"];

    internal PostgresDatabase Database { get; } = new();

    internal LoopService Service => _service!;

    internal TrainingInfo Ended => _ended!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        _service = await LoopService.StartAsync(Database.ConnectionString, TestFolders.Create("taught"));
        _ended = await Service.TrainAsync(ShortTraining.Define("taught", [.. Sizes, "warm_start_up_to=0.2", "max_steps=2"]));
    }

    public async Task DisposeAsync()
    {
        await (_service?.DisposeAsync() ?? default);
        await Database.DisposeAsync();
    }
}
