using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CuaRl.Adapters;

/// <summary>Puts Tinker behind the loop.</summary>
public static class TinkerTrainerServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="ITrainer"/> of the name <c>tinker</c>. It needs a <see cref="TimeProvider"/> and an <see cref="IBlobStore"/>
    /// among the services. Without a key it refuses every model and says so.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="options">How it is reached.</param>
    /// <exception cref="ConfigurationException">Something in the options cannot be.</exception>
    public static IServiceCollection AddTinkerTrainer(this IServiceCollection services, TinkerOptions options)
    {
        options.Check();
        services.TryAddSingleton<IIdGenerator, Version7Ids>();
        services.AddSingleton(options);
        return services.AddSingleton<ITrainer, TinkerTrainer>();
    }
}
