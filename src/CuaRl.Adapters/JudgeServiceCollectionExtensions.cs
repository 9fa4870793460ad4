using CuaRl.Adapters.Endpoints;
using CuaRl.Adapters.Rewards;
using CuaRl.Adapters.Validators;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Adapters;

/// <summary>Puts reward functions and validators behind the grains.</summary>
public static class JudgeServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IRewardFunctions"/> and <see cref="IValidators"/>: those built in, every
    /// <see cref="Core.Rewards.IRewardFunction"/> and <see cref="ITaskValidator"/> among the services, and the endpoints.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="endpoints">The HTTP endpoints.</param>
    public static IServiceCollection AddCuaRlJudges(this IServiceCollection services, JudgeEndpoints endpoints) => services
        .AddSingleton(endpoints)
        .AddSingleton<EndpointClient>()
        .AddSingleton<IRewardFunctions, RewardFunctions>()
        .AddSingleton<IValidators, TaskValidators>();

    /// <summary>Finds out now what would be wrong at the first use.</summary>
    /// <exception cref="ConfigurationException">A name is taken.</exception>
    public static void CheckCuaRlJudges(this IServiceProvider services)
    {
        _ = services.GetRequiredService<IRewardFunctions>();
        _ = services.GetRequiredService<IValidators>();
    }
}
