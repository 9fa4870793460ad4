using System.Globalization;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.TestKit.Postgres;

/// <summary>
/// Holds up whoever makes certain changes to a database, until it is disposed. However late a busy machine lets a test do what must
/// come before such a change, it comes before.
/// </summary>
public sealed class DatabaseBar : IAsyncDisposable
{
    private static long _last;

    private readonly NpgsqlConnection _holder;
    private readonly string _name;

    private DatabaseBar(NpgsqlConnection holder, string name) => (_holder, _name) = (holder, name);

    /// <summary>Holds up changes from now on.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">Whose rows they change.</param>
    /// <param name="change">What is done to a row: <c>INSERT</c> or <c>UPDATE</c>.</param>
    /// <param name="condition">Which of them are held up, as SQL over <c>NEW</c> and, for an update, <c>OLD</c>.</param>
    /// <param name="passing">How many such changes pass before the first that is held up.</param>
    public static async Task<DatabaseBar> HoldAsync(PostgresDatabase database, string table, string change, string condition, int passing = 0)
    {
        ArgumentNullException.ThrowIfNull(database);
        var key = Interlocked.Increment(ref _last);
        var name = string.Create(CultureInfo.InvariantCulture, $"bar_{key}");
        var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Pooling = false, CommandTimeout = (int)Eventually.Patience.TotalSeconds,
        }.ConnectionString);
        try
        {
            await holder.OpenAsync();
            await ExecuteAsync(
                holder,
                $"""
                SELECT pg_advisory_lock({key});
                CREATE SEQUENCE {name};
                CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF nextval('public.{name}') > {passing} THEN
                    PERFORM pg_advisory_xact_lock_shared({key});
                  END IF;
                  RETURN NULL;
                END
                $$;
                CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}();
                """);
            return new DatabaseBar(holder, name);
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets them pass, and waits until the changes that were held up are stored, those of dead processes too.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var holder = _holder;
        await ExecuteAsync(holder, "SELECT pg_advisory_unlock_all()");
        await ExecuteAsync(holder, $"DROP FUNCTION {_name} CASCADE; DROP SEQUENCE {_name}");
    }

    private static async Task ExecuteAsync(NpgsqlConnection holder, string sql)
    {
        await using var command = new NpgsqlCommand(sql, holder);
        await command.ExecuteNonQueryAsync();
    }
}
