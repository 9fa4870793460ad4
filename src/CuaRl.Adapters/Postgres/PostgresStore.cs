using System.Net.Sockets;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Migrations;
using CuaRl.Adapters.Postgres.Server;
using CuaRl.Adapters.Postgres.Locking;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres;

/// <summary>The open database of one process: checked, migrated, and let go of when disposed.</summary>
public sealed partial class PostgresStore : IAsyncDisposable
{
    private static readonly TimeSpan StartingUpLimit = TimeSpan.FromSeconds(60);

    private readonly PrivateServer? _server;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private ServiceLock? _lock;

    private PostgresStore(
        DatabaseTarget target, PostgresSources sources, PrivateServer? server, ServerFacts facts, MigrationStatus migrations,
        TimeProvider time, ILoggerFactory loggers)
    {
        Target = target;
        Sources = sources;
        Facts = facts;
        Migrations = migrations;
        _server = server;
        _time = time;
        _loggers = loggers;
    }

    /// <summary>The database.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>Its connections.</summary>
    public PostgresSources Sources { get; }

    /// <summary>What its server said at start.</summary>
    public ServerFacts Facts { get; }

    /// <summary>The scripts in it.</summary>
    public MigrationStatus Migrations { get; }

    /// <summary>The folder of the private server's data; null for any other database.</summary>
    public string? PrivateDirectory => _server?.Directory;

    /// <summary>The file that holds the private server's password; null for any other database.</summary>
    public string? PasswordFile => _server?.PasswordFile;

    /// <summary>Whether grains may store now.</summary>
    public WriteGate Gate { get; } = new();

    /// <summary>The service lock, once <see cref="LockServiceAsync"/> took it.</summary>
    internal ServiceLock? Lock => _lock;

    /// <summary>Opens the database, starting the private server if that is what it is.</summary>
    /// <exception cref="ConfigurationException">It cannot be used; the message is one line with the cause and the cure.</exception>
    public static async Task<PostgresStore> OpenAsync(
        PostgresOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<PostgresStore>();
        var server = options.Database is null
            ? await PrivateServer.AttachAsync(
                new PrivateServerOptions { DataDirectory = options.DataDirectory }, time, logger, cancellationToken)
            : null;
        var target = options.Database ?? server!.Target;
        var sources = new PostgresSources(target, options.Purpose);
        try
        {
            var facts = await CheckServerAsync(sources, target, time, cancellationToken);
            if (server is not null && facts.IsReadOnly)
            {
                await server.LiftReadOnlyAsync(cancellationToken);
                facts = await ServerFacts.ReadAsync(sources.Unpooled, cancellationToken);
            }

            Log.Server(logger, target.Display, facts.ToString());
            if (server is not null)
            {
                Log.DataDirectory(logger, server.Directory);
            }

            foreach (var warning in facts.Warnings)
            {
                Log.Warning(logger, warning);
            }

            var runner = new MigrationRunner(sources.Unpooled, loggers.CreateLogger<MigrationRunner>());
            var migrations = options.Migrate
                ? await runner.MigrateAsync(cancellationToken)
                : await runner.ReadAsync(cancellationToken);
            if (options.Supervise)
            {
                server?.Supervise();
            }

            return new PostgresStore(target, sources, server, facts, migrations, time, loggers);
        }
        catch (Exception error)
        {
            // Whatever it was: nothing half-open is left behind.
            await sources.DisposeAsync();
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            if (error is NpgsqlException or SocketException or TimeoutException)
            {
                throw PostgresErrors.AtStart(error, target);
            }

            throw;
        }
    }

    /// <summary>Takes the service lock; grain storage works from then on.</summary>
    /// <exception cref="ConfigurationException">Another process serves that service on this database.</exception>
    public async Task LockServiceAsync(string serviceId, ServiceLockMode mode, CancellationToken cancellationToken) =>
        _lock = await ServiceLock.AcquireAsync(
            Sources, serviceId, mode, Gate, _time, _loggers.CreateLogger<ServiceLock>(), cancellationToken);

    /// <summary>Whether the database answers and may be written; null when all is well, else what is wrong.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (_lock is not null && Gate.ClosedBecause is { } reason)
        {
            return reason;
        }

        try
        {
            await using var command = Sources.Queries.CreateCommand("SELECT current_setting('transaction_read_only') = 'on'");
            return await command.ExecuteScalarAsync(cancellationToken) is true ? PostgresErrors.ReadOnly : null;
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            return known.Message;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }

        await Sources.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    // A server that is starting, recovering from a crash perhaps, is waited for; it says so.
    private static async Task<ServerFacts> CheckServerAsync(
        PostgresSources sources, DatabaseTarget target, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                var facts = await ServerFacts.ReadAsync(sources.Unpooled, cancellationToken);
                facts.Require(target);
                return facts;
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.CannotConnectNow
                && time.GetElapsedTime(started) < StartingUpLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "Database {Database}: {Facts}")]
        public static partial void Server(ILogger logger, string database, string facts);

        [LoggerMessage(2002, LogLevel.Information, "The private server keeps its data in {Directory}")]
        public static partial void DataDirectory(ILogger logger, string directory);

        [LoggerMessage(2003, LogLevel.Warning, "Database: {Warning}")]
        public static partial void Warning(ILogger logger, string warning);
    }
}
