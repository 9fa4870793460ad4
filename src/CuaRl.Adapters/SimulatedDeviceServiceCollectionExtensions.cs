using CuaRl.Adapters.Devices.Simulated;
using CuaRl.Adapters.Identity;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CuaRl.Adapters;

/// <summary>Puts simulated phones behind the grains.</summary>
public static class SimulatedDeviceServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="IDeviceDriver"/> of the box type <c>simulated</c>, whose phones live in this process. It needs a
    /// <see cref="TimeProvider"/> among the services.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    public static IServiceCollection AddSimulatedDevices(this IServiceCollection services)
    {
        services.TryAddSingleton<IIdGenerator, Version7Ids>();
        return services.AddSingleton(new PictureCache()).AddSingleton<IDeviceDriver, SimulatedDriver>();
    }
}
