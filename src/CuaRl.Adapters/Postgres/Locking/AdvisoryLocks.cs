using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>The advisory locks of this service: one class, so that they do not meet those of others in the database.</summary>
internal static class AdvisoryLocks
{
    private const int LongestUnlock = 5;

    /// <summary>First half of every key: "CuaR" in ASCII.</summary>
    public const int Class = 0x43756152;

    /// <summary>Held while scripts are applied.</summary>
    public const int Migrations = 1;

    /// <summary>Held shared by each silo, and alone by what replaces the data under them.</summary>
    public const int Silos = 2;

    /// <summary>The lock of one service id: a hash, kept clear of the fixed numbers above.</summary>
    public static int Service(string serviceId) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(serviceId))) | 1 << 30;

    /// <summary>Closes a connection that holds some of the locks. They are free then, and not only when the server has seen that it is closed.</summary>
    public static async ValueTask ReleaseAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection) { CommandTimeout = LongestUnlock };
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // It is dead or in the midst of something: its locks go with its session.
        }

        await connection.DisposeAsync();
    }

    /// <summary>Who holds one of the locks, as their connections call themselves; "another process" when none is seen.</summary>
    public static async Task<string> HoldersAsync(NpgsqlConnection connection, int[] keys, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT a.application_name
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid::bigint = $1 AND l.objid::bigint = ANY ($2) AND a.application_name <> ''
            ORDER BY 1
            """, connection);
        command.Parameters.Add(new() { Value = (long)Class });
        // Shown there as unsigned.
        command.Parameters.Add(new() { Value = keys.Select(key => (long)(uint)key).ToArray() });
        List<string> names = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names.Count > 0 ? string.Join(", ", names) : "another process";
    }
}
