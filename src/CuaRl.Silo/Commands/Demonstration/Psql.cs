using CuaRl.Adapters.Postgres;
using Npgsql;

namespace CuaRl.Silo.Commands.Demonstration;

/// <summary>The command that opens the service's database in psql; it holds no password.</summary>
internal static class Psql
{
    public static string CommandFor(PostgresStore store)
    {
        var target = new NpgsqlConnectionStringBuilder(store.Target.ConnectionString);
        var connect = $"psql -h {target.Host} -p {target.Port} -U {target.Username} -d {target.Database}";
        return store.PasswordFile is { } file ? $"PGPASSWORD=\"$(cat '{file}')\" {connect}" : connect;
    }
}
