using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Locking;

namespace CuaRl.Silo.Hosting;

/// <summary>What differs with the engine. This build: embedded, where one process is the whole cluster.</summary>
internal static class EngineSeam
{
    public const ServiceLockMode Lock = ServiceLockMode.Exclusive;

    public static void Configure(ISiloBuilder silo, PostgresStore store)
    {
    }
}
