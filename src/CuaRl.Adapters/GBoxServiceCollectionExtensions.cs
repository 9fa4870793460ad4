using CuaRl.Adapters.Devices.GBox;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CuaRl.Adapters;

/// <summary>Puts the boxes of GBox behind the grains.</summary>
public static class GBoxServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="IDeviceDriver"/> for each of GBox's box types, <c>android</c> and <c>linux</c>. They need a
    /// <see cref="TimeProvider"/> and an <see cref="IIdGenerator"/> among the services. Where they are registered already, these options
    /// take the place of theirs.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="options">How GBox is reached.</param>
    /// <param name="seed">What the chance in pauses follows from; it should differ between silos.</param>
    /// <exception cref="ConfigurationException">Something in the options cannot be.</exception>
    public static IServiceCollection AddGBoxDevices(this IServiceCollection services, GBoxOptions options, ulong seed)
    {
        options.Check();
        if (services.Any(service => service.ServiceType == typeof(GBoxOptions)))
        {
            return services.Replace(ServiceDescriptor.Singleton(options));
        }

        return services
            .AddSingleton(options)
            .AddSingleton(new GBoxJitter(seed))
            .AddSingleton<GBoxClient>()
            .AddSingleton<IDeviceDriver>(provider => ActivatorUtilities.CreateInstance<GBoxDriver>(provider, GBoxDriver.Android))
            .AddSingleton<IDeviceDriver>(provider => ActivatorUtilities.CreateInstance<GBoxDriver>(provider, GBoxDriver.Linux));
    }
}
