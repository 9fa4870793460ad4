using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Durability.Training;

/// <summary>A test of several silos on one database: skipped, with the reason, on the engine that has no clusters.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = OrleansEngine.Name == "packages"
        ? PostgresPrerequisite.MissingReason
        : $"the {OrleansEngine.Name} engine runs one silo on a database; build with -p:OrleansEngine=packages";
}
