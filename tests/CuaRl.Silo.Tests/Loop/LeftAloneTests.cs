using System.Collections.Concurrent;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Silo.Commands.Train;
using CuaRl.Silo.Loop;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Tinker;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>A silo drives no training that it lacks something for: another one may have it.</summary>
public sealed class LeftAloneTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Missing = "there is no key: set TINKER_API_KEY where the service is started";

    private readonly string _folder = TestFolders.Create("left-alone");

    [PostgresFact]
    public async Task Training_ThatNoSiloCanDrive_SaysForWhatItWaitsAndIsDrivenByOneThatCan()
    {
        await using var server = await TinkerServer.StartAsync();
        var log = new Lines();
        string id;
        await using (var keyless = await LoopService.StartAsync(
            database.ConnectionString, _folder,
            services => services.AddSingleton(new TinkerOptions { BaseUrl = server.Url }).AddSingleton<ILogger<LeftAlone>>(log)))
        {
            var training = await keyless.StartTrainingAsync(TinkerTraining.Define(
                "waits", "max_steps=1", "group_size=2", "groups_per_batch=1", "max_turns=2"));
            id = (await training.Read()).Id;

            await Eventually.HoldsAsync(
                "it says for what it waits",
                async () => (await training.Read()).StatusMessage == $"waits for a silo that can drive it: {Missing}");

            Assert.Equal(TrainingStatus.Initializing, (await training.Read()).Status);
            Assert.Equal((null, 0L), await keyless.Grains.GetTrainingLoop(id).Describe() is var loop ? (loop.Driver, loop.Token) : default);
            Assert.Equal($"Training waits ({id}) is left to other silos: {Missing}", Assert.Single(log.Written));
        }

        await using var keyed = await LoopService.StartAsync(database.ConnectionString, _folder, TinkerTraining.At(server));
        var ended = await LoopService.EndOfAsync(keyed.Grains.GetTraining(id));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
    }

    [PostgresFact]
    public async Task Training_OfAnotherThanTheKeyCameWith_IsNotDrivenWithIt()
    {
        await using var server = await TinkerServer.StartAsync();
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, _folder,
            services => services.AddSingleton(new TinkerOptions { BaseUrl = server.Url }.With("another", "its-key", null)));

        var training = await service.StartTrainingAsync(TinkerTraining.Define("keyless"));

        await Eventually.HoldsAsync("it says for what it waits", async () => (await training.Read()).StatusMessage is { } says && says.StartsWith(
            "waits for a silo that can drive it: the key here is that of training another alone", StringComparison.Ordinal));
        await training.Cancel();
    }

    /// <summary>Whoever follows it in the same process would wait for ever.</summary>
    [PostgresFact]
    public async Task Train_OfWhatThisProcessCannotDrive_IsRefusedBeforeItIsStarted()
    {
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, _folder, services => services.AddSingleton(new TinkerOptions()));

        var error = await Assert.ThrowsAsync<TrainerRefusedException>(
            () => new TrainRun(service.Running).StartAsync(ShortTraining.Settings(TinkerTraining.Flags), "own", null, default));

        Assert.Contains(Missing, error.Message, StringComparison.Ordinal);
        Assert.Null(await service.Grains.GetTrainingCatalog().FindByName("own"));
    }

    private sealed class Lines : ILogger<LeftAlone>
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));
    }
}
