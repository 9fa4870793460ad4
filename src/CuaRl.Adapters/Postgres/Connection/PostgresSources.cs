using System.Globalization;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Connection;

/// <summary>The connections of one process, by role, so that no use can starve another.</summary>
public sealed class PostgresSources : IAsyncDisposable
{
    // Measured: a small pool and prepared statements write 2.2 times as fast as the driver's defaults.
    private const int StoragePool = 4;
    private const int RecordsPool = 2;
    private const int LookupsPool = 6;
    private const int QueriesPool = 8;
    private const int MembershipPool = 2;
    private const int JournalPool = 2;
    private const int BlobsPool = 2;
    private const int LockConnections = 1;

    // The server cuts longer names.
    private const int MaxName = 63;

    // A peer that is gone without a word, as when its machine or the network died, is given up by the server in 20 s, and
    // with it the lock. Its default is two hours.
    private const string Mortal =
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=15000";

    // The statements of grain storage, records, the journal, blobs and look-ups take arrays of any length. One plan does for all:
    // each thing is looked up by its key, and what was known of the tables when it was made, empty perhaps, must not lead it
    // astray. Which side of a join comes first it does not settle: see RecordReader.
    private const string ByKey =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    // None of our statements runs for so long that compiling it would pay; estimates that are far off make the server try.
    private const string Short = "-c jit=off";

    private readonly NpgsqlDataSource[] _all;

    /// <summary>Makes the sources; nothing is connected yet.</summary>
    /// <param name="target">The database.</param>
    /// <param name="purpose">What this process is, as the server and other processes will see it.</param>
    public PostgresSources(DatabaseTarget target, string purpose = "service")
    {
        ArgumentNullException.ThrowIfNull(target);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"cuarl {purpose}, process {Environment.ProcessId} on {Environment.MachineName}");
        Name = name.Length > MaxName ? name[..MaxName] : name;
        Storage = Create(StoragePool, ByKey);
        Lookups = Create(LookupsPool, ByKey);
        Queries = Create(QueriesPool, Short);
        Membership = Create(MembershipPool);
        Records = Create(RecordsPool, ByKey);
        Journal = Create(JournalPool, ByKey);
        Blobs = Create(BlobsPool, ByKey);
        Unpooled = Create(0);
        var isSocket = new NpgsqlConnectionStringBuilder(target.ConnectionString).Host?.StartsWith('/') is true;
        Lock = Create(0, isSocket ? null : Mortal);
        _all = [Storage, Records, Lookups, Queries, Membership, Journal, Blobs, Unpooled, Lock];

        NpgsqlDataSource Create(int pool, string? options = null)
        {
            var settings = new NpgsqlConnectionStringBuilder(target.ConnectionString)
            {
                ApplicationName = Name,
                // A grain call is given up after 30 s; its statement must have failed before.
                Timeout = 10,
                CommandTimeout = 15,
                KeepAlive = 5,
                // Our tables are there, whatever the role's own path says: scripts, backups and triggers mean the same ones.
                SearchPath = "public",
                Options = options,
            };
            if (pool == 0)
            {
                settings.Pooling = false;
            }
            else
            {
                settings.MaxPoolSize = pool;
                settings.MaxAutoPrepare = 64;

                // Nothing is set on a connection that the next one who has it must not find: the server need not clear it each time.
                settings.NoResetOnClose = true;
            }

            return NpgsqlDataSource.Create(settings);
        }
    }

    /// <summary>What the server and other processes call this process by.</summary>
    public string Name { get; }

    /// <summary>Grain records. Grain storage itself is given a gated view of it.</summary>
    public NpgsqlDataSource Storage { get; }

    /// <summary>The writers of grain records, a connection each.</summary>
    public NpgsqlDataSource Records { get; }

    /// <summary>States, heads and blobs, read by their keys.</summary>
    public NpgsqlDataSource Lookups { get; }

    /// <summary>The read model: what is read by anything but its key.</summary>
    public NpgsqlDataSource Queries { get; }

    /// <summary>The membership table of silo clusters.</summary>
    public NpgsqlDataSource Membership { get; }

    /// <summary>The writers of the journal, a connection each.</summary>
    public NpgsqlDataSource Journal { get; }

    /// <summary>The writers of blobs, a connection each.</summary>
    public NpgsqlDataSource Blobs { get; }

    /// <summary>Connections that are not pooled: migrations, maintenance.</summary>
    public NpgsqlDataSource Unpooled { get; }

    /// <summary>The connection that holds the service lock; the server ends it soon after this process or the way is dead.</summary>
    public NpgsqlDataSource Lock { get; }

    /// <summary>The most connections that one silo holds at once, as people can read it.</summary>
    public static string Sizes { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"storage {StoragePool}, records {RecordsPool}, lookups {LookupsPool}, queries {QueriesPool}, membership {MembershipPool}, journal {JournalPool}, blobs {BlobsPool}, lock {LockConnections}");

    /// <summary>The most connections that one silo holds at once.</summary>
    public static int Total => StoragePool + RecordsPool + LookupsPool + QueriesPool + MembershipPool + JournalPool + BlobsPool + LockConnections;

    /// <summary>Lets go of the idle connections: they are dead when the server was restarted.</summary>
    public void Clear()
    {
        foreach (var source in _all)
        {
            source.Clear();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var source in _all)
        {
            await source.DisposeAsync();
        }
    }
}
