using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Trainers.Embedded;
using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CuaRl.Adapters;

/// <summary>Puts the trainer in this process behind the loop.</summary>
public static class EmbeddedTrainerServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="ITrainer"/> of the name <c>embedded</c>, and its <see cref="ICheckpointStore"/>. It needs a
    /// <see cref="TimeProvider"/> and an <see cref="IBlobStore"/> among the services.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="folder">The folder of its checkpoints, the same for all silos of a cluster; it is made when it is needed.</param>
    public static IServiceCollection AddEmbeddedTrainer(this IServiceCollection services, string folder)
    {
        services.TryAddSingleton<IIdGenerator, Version7Ids>();
        return services
            .AddSingleton(new CheckpointFiles(folder))
            .AddSingleton<ICheckpointStore>(provider => provider.GetRequiredService<CheckpointFiles>())
            .AddSingleton<ITrainer, EmbeddedTrainer>();
    }
}
