using Xunit;

namespace CuaRl.TestKit.Postgres;

/// <summary>A test that fills a disk: skipped, with the reason, where no small one can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>Makes the mark.</summary>
    public SmallDiskFactAttribute() => Skip = PostgresPrerequisite.MissingReason ?? SmallDisk.UnavailableReason;
}
