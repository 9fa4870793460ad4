using CuaRl.Silo.Loop.Rollouts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CuaRl.Silo.Loop;

/// <summary>The loop's services.</summary>
internal static class LoopRegistration
{
    public static void AddTrainingLoops(this IServiceCollection services)
    {
        services.AddSingleton<Patience>();
        services.AddSingleton<BlobCache>();
        services.TryAddSingleton<RolloutServices>();
        services.AddSingleton<DevicesHere>();
        services.AddSingleton<TrainingLoops>();
        services.AddSingleton<LeftAlone>();
        services.AddHostedService<LoopKeeper>();
    }
}
