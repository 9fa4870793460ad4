using System.Net.Sockets;
using System.Security.Authentication;
using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Errors;

/// <summary>
/// The table from what Npgsql throws to the errors of this service, and the only place that looks into such exceptions.
/// </summary>
/// <remarks>
/// A failure is transient when the same call may succeed later: the server is away, starting, full, read-only or too busy,
/// or two transactions met. Every other SQLSTATE is a refusal. Statements are not retried here: after a lost connection
/// nobody knows whether a write was done.
/// </remarks>
public static class PostgresErrors
{
    /// <summary>What is said of a database that refuses writes.</summary>
    public const string ReadOnly = "the database is read-only; perhaps the disk is full";

    private const string Unreachable = "the server cannot be reached";

    private static readonly Dictionary<string, string> Transient = new()
    {
        [PostgresErrorCodes.DiskFull] = "the disk is full",
        [PostgresErrorCodes.OutOfMemory] = "the server is out of memory",
        [PostgresErrorCodes.TooManyConnections] = "the server has no connection left; see max_connections",
        [PostgresErrorCodes.ConfigurationLimitExceeded] = "a limit of the server is reached",
        [PostgresErrorCodes.ReadOnlySqlTransaction] = ReadOnly,
        [PostgresErrorCodes.SerializationFailure] = "two transactions met",
        [PostgresErrorCodes.DeadlockDetected] = "two transactions met",
        [PostgresErrorCodes.LockNotAvailable] = "a lock was not free in time",
        [PostgresErrorCodes.QueryCanceled] = "the statement took too long",
        [PostgresErrorCodes.AdminShutdown] = "the server ended the connection",
        [PostgresErrorCodes.CrashShutdown] = "the server crashed",
        [PostgresErrorCodes.CannotConnectNow] = "the server is starting or stopping",
        [PostgresErrorCodes.DatabaseDropped] = "the database was dropped",
        [PostgresErrorCodes.IoError] = "the server cannot read or write its files",
        [PostgresErrorCodes.InvalidPassword] = "the server refuses the password",
        [PostgresErrorCodes.InvalidAuthorizationSpecification] = "the server refuses the user",
        [PostgresErrorCodes.InvalidCatalogName] = "the database does not exist",
    };

    // Transient, since people can cure them, but not in a moment.
    private static readonly HashSet<string> Lasting =
    [
        PostgresErrorCodes.DiskFull, PostgresErrorCodes.InvalidPassword, PostgresErrorCodes.InvalidAuthorizationSpecification,
        PostgresErrorCodes.InvalidCatalogName,
    ];

    /// <summary>
    /// The error of this service for a failure of the database, looking through what wraps it; null for any other failure.
    /// The provider's exception is not kept inside: it could not cross a grain.
    /// </summary>
    public static CuaRlException? Translate(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case CuaRlException known:
                    return known;
                case PostgresException refused:
                    return FromState(refused);
                case NpgsqlException broken:
                    return new StorageUnavailableException(CauseOf(broken));
            }
        }

        return null;
    }

    /// <summary>True when the failure is one of the database and may pass within seconds, without anybody's doing.</summary>
    public static bool MayPassSoon(Exception error) =>
        Translate(error) is { IsTransient: true }
        && !(Find<PostgresException>(error) is { } refused && Lasting.Contains(refused.SqlState));

    /// <summary>True when the transaction met another and was rolled back for it: nothing of it is stored.</summary>
    public static bool HaveMet(Exception error) => Find<PostgresException>(error) is
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    /// <summary>The one line for a database that cannot be used at start: what is wrong and what to do.</summary>
    public static ConfigurationException AtStart(Exception error, DatabaseTarget target)
    {
        var parts = new NpgsqlConnectionStringBuilder(target.ConnectionString);
        var where = target.Display;
        var line = Find<PostgresException>(error) is { } refused
            ? refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword =>
                    $"The server of {where} refuses the password of '{parts.Username}'. Check the password in {target.Origin}.",
                PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    $"The server of {where} refuses the user '{parts.Username}' ({refused.MessageText}). Check {target.Origin} "
                    + "and the server's pg_hba.conf.",
                PostgresErrorCodes.InvalidCatalogName =>
                    $"The server of {where} has no database '{parts.Database}'. Create it: {Create(parts, parts.Database)}",
                PostgresErrorCodes.InsufficientPrivilege =>
                    $"The user '{parts.Username}' of {where} may not do what is needed ({refused.MessageText}). "
                    + $"Let the database's owner run: GRANT CREATE ON SCHEMA public TO \"{parts.Username}\";",
                PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateFunction or PostgresErrorCodes.DuplicateObject =>
                    $"The database {where} has something of another program where a table of ours should be "
                    + $"({refused.MessageText}); nothing was changed. Use an empty one: {Create(parts, "NAME")}",
                _ when Transient.TryGetValue(refused.SqlState, out var cause) =>
                    $"The database {where} cannot be used now: {cause}. Try again.",
                _ => $"The database {where} refuses to work ({refused.SqlState}): {refused.MessageText}.",
            }
            : Find<AuthenticationException>(error) is { } tls
                ? $"The server of {where} fails the TLS check: {tls.Message.TrimEnd('.')}. Check sslmode and sslrootcert."
                : $"The database {where} cannot be reached: {Reason(error)}. Start it, or correct {target.Origin}; without "
                    + "any setting the service runs a private PostgreSQL server.";
        return new ConfigurationException(line, error);
    }

    private static string Create(NpgsqlConnectionStringBuilder parts, string? database) =>
        $"createdb -h {parts.Host} -p {parts.Port} -U {parts.Username} --encoding=UTF8 --template=template0 {database}";

    private static CuaRlException FromState(PostgresException refused) =>
        RefusedRule.Translate(refused) is { } rule ? rule
        : Transient.TryGetValue(refused.SqlState, out var cause) ? new StorageUnavailableException(cause)
        // Class 08 is the connection. What the driver calls transient beside the table: the rest of class 53, resources, and
        // of class 57, the operator.
        : refused.SqlState.StartsWith("08", StringComparison.Ordinal) ? new StorageUnavailableException(Unreachable)
        : refused.IsTransient ? new StorageUnavailableException(refused.MessageText)
        : new StorageRefusedException(refused.SqlState, refused.MessageText);

    private static string CauseOf(NpgsqlException broken) => broken switch
    {
        { InnerException: TimeoutException } when broken.Message.Contains("pool", StringComparison.Ordinal) =>
            "all connections of this silo are in use",
        { InnerException: TimeoutException } => "the server does not answer in time",
        _ => Unreachable,
    };

    private static string Reason(Exception error) =>
        Find<SocketException>(error)?.Message
        ?? (Find<TimeoutException>(error) is not null ? "it does not answer in time" : error.Message.TrimEnd('.'));

    private static T? Find<T>(Exception error)
        where T : Exception
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            if (at is T found)
            {
                return found;
            }
        }

        return null;
    }
}
