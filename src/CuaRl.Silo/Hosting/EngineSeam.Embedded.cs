using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Locking;

namespace CuaRl.Silo.Hosting;

/// <summary>What differs with the engine. This build: embedded, where one process is the whole cluster.</summary>
internal static class EngineSeam
{
    public const ServiceLockMode Lock = ServiceLockMode.Exclusive;

    /// <exception cref="ConfigurationException">An address for other silos is asked for: there are none.</exception>
    public static void Check(SiloEndpoint silo)
    {
        if (silo != SiloEndpoint.Default)
        {
            throw new ConfigurationException(
                $"--silo-address, {SiloEndpoint.AddressVariable}, {SiloEndpoint.SiloPortVariable} and "
                + $"{SiloEndpoint.GatewayPortVariable} are for a cluster of silos, which takes the packages engine "
                + "(ORLEANS_ENGINE=packages ./cuarl up); the embedded engine of this build is one process: leave them out");
        }
    }

    public static Task PrepareAsync(
        PostgresStore store, ServiceSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public static void Configure(ISiloBuilder silo, PostgresStore store, ServiceSettings settings)
    {
    }
}
