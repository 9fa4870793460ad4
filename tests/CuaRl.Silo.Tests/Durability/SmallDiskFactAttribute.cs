using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>A test that fills a disk: skipped, with the reason, where no small one can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = PostgresPrerequisite.MissingReason ?? SmallDisk.UnavailableReason;
}
