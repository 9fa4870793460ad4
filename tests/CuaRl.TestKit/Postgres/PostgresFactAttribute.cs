using Xunit;

namespace CuaRl.TestKit.Postgres;

/// <summary>A test that needs PostgreSQL: skipped, with the reason, where there is none; under <c>CI=true</c> it fails there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Makes the mark.</summary>
    public PostgresFactAttribute() => Skip = PostgresPrerequisite.MissingReason;
}
