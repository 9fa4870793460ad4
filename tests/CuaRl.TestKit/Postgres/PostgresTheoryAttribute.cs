using Xunit;

namespace CuaRl.TestKit.Postgres;

/// <summary>As <see cref="PostgresFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Makes the mark.</summary>
    public PostgresTheoryAttribute() => Skip = PostgresPrerequisite.MissingReason;
}
