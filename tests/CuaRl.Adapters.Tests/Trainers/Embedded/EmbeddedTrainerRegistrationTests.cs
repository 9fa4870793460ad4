using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

public sealed class EmbeddedTrainerRegistrationTests
{
    [Fact]
    public async Task AddEmbeddedTrainer_AmongServices_GivesATrainerWhoseCheckpointsAreListed()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IBlobStore, MemoryBlobs>()
            .AddEmbeddedTrainer(TestFolders.Create("checkpoints"))
            .BuildServiceProvider();

        var trainer = services.GetServices<ITrainer>().Single(trainer => trainer.Name == "embedded");
        var session = await trainer.OpenAsync(new TrainerModel("t-1", PolicyModels.Linear, 0, 1), null, default);
        var path = await session.SaveStateAsync(1, "000001", default);

        Assert.StartsWith("embedded-", session.Id, StringComparison.Ordinal);
        Assert.Equal(path, Assert.Single(await services.GetRequiredService<ICheckpointStore>().ListAsync("t-1", default)).Path);
    }
}
