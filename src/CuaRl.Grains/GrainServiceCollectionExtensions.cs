using CuaRl.Grains.Devices;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Trainings;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Grains;

/// <summary>What grains of one silo share.</summary>
public static class GrainServiceCollectionExtensions
{
    /// <summary>Registers it; the ports are the adapters' part.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="devices">How devices are driven; null for the defaults.</param>
    public static IServiceCollection AddCuaRlGrains(this IServiceCollection services, DeviceOptions? devices = null) => services
        .AddSingleton<TrainingStandings>()
        .AddSingleton(devices ?? new DeviceOptions())
        .AddSingleton(provider => new DeviceDrivers(
            provider.GetServices<IDeviceDriver>(), provider.GetRequiredService<IDeviceIndex>()));
}
