using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Postgres;

internal static class Waits
{
    /// <summary>Until a session of the database waits for another's lock.</summary>
    public static Task ForALockAsync(PostgresDatabase database) => Eventually.HoldsAsync(
        "a session waits for a lock",
        () => database.ScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0)
            """));
}
