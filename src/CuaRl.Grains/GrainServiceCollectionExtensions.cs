using CuaRl.Grains.Trainings;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Grains;

/// <summary>What grains of one silo share.</summary>
public static class GrainServiceCollectionExtensions
{
    /// <summary>Registers it; the ports are the adapters' part.</summary>
    public static IServiceCollection AddCuaRlGrains(this IServiceCollection services) =>
        services.AddSingleton<TrainingStandings>();
}
