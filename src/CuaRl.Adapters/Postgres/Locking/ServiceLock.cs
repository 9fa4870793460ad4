using System.Data.Common;
using System.Globalization;
using CuaRl.Adapters.Postgres.Connection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>
/// Keeps a second engine off a service's grains: an advisory lock on a connection of its own. When that connection ends
/// the gate closes at once; the lock is then taken again, or given up when another process has it.
/// </summary>
/// <remarks>It spares people surprises. Correctness rests on ETags and compare-and-set, never on this lock.</remarks>
public sealed partial class ServiceLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly PostgresSources _sources;
    private readonly string _serviceId;
    private readonly ServiceLockMode _mode;
    private readonly WriteGate _gate;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private NpgsqlConnection? _connection;
    private Session? _session;

    private ServiceLock(
        PostgresSources sources, string serviceId, ServiceLockMode mode, WriteGate gate, TimeProvider time, ILogger logger)
    {
        _sources = sources;
        _serviceId = serviceId;
        _mode = mode;
        _gate = gate;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes the lock and opens the gate.</summary>
    /// <param name="sources">The lock lives and dies with an unpooled connection of these.</param>
    /// <param name="serviceId">The id that the grains' rows carry.</param>
    /// <param name="mode">Alone or with other silos.</param>
    /// <param name="gate">Opened while the lock is held.</param>
    /// <param name="time">For the pauses between tries.</param>
    /// <param name="logger">Says when it was lost and taken again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConfigurationException">Another process has it; the message names it and says what to do.</exception>
    public static async Task<ServiceLock> AcquireAsync(
        PostgresSources sources, string serviceId, ServiceLockMode mode, WriteGate gate, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        var serviceLock = new ServiceLock(sources, serviceId, mode, gate, time, logger);
        if (!await serviceLock.TryTakeAsync(cancellationToken))
        {
            throw new ConfigurationException(await serviceLock.RefusalAsync(cancellationToken));
        }

        return serviceLock;
    }

    /// <summary>Watches the lock until cancelled.</summary>
    /// <exception cref="ConfigurationException">It was lost and another process has taken it: this one must end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reason = await LossAsync(cancellationToken);
            _gate.Close("the connection that holds the service lock ended");
            // What ended it has ended the pooled connections, too; the next call shall not find that out.
            _sources.Clear();
            Log.Lost(_logger, _serviceId, reason);
            await TakeAgainAsync(cancellationToken);
            Log.TakenAgain(_logger, _serviceId);
        }
    }

    /// <summary>Gives the lock back and closes the gate.</summary>
    public async ValueTask DisposeAsync()
    {
        _gate.Close("the service is stopping");
        if (_connection is not null)
        {
            await AdvisoryLocks.ReleaseAsync(_connection);
        }
    }

    private async Task<string> LossAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Ends only when the connection does; its keepalive finds one that is silently dead.
                await _connection!.WaitAsync(cancellationToken);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            return error.Message;
        }
    }

    private async Task TakeAgainAsync(CancellationToken cancellationToken)
    {
        var said = "";
        while (true)
        {
            string reason;
            try
            {
                var isAlone = await EndOldSessionAsync(cancellationToken);
                if (await TryTakeAsync(cancellationToken))
                {
                    return;
                }

                // Somebody else had it, if only for a moment: what the grains here remember may be old.
                if (isAlone)
                {
                    throw new ConfigurationException(
                        $"The lock of service '{_serviceId}' was lost with its connection, and meanwhile taken. "
                        + await RefusalAsync(cancellationToken));
                }

                reason = "the server has not ended the old session yet";
            }
            catch (DbException error)
            {
                // The database is away; how long is not ours to judge.
                reason = error.Message;
            }

            if (reason != said)
            {
                Log.StillAway(_logger, _serviceId, reason);
                said = reason;
            }

            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    // A connection that died silently on the way leaves its session, and the lock, behind in the server. True when it is gone.
    private async Task<bool> EndOldSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is not { } old)
        {
            return true;
        }

        await using var connection = await _sources.Unpooled.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce(bool_and(pg_terminate_backend(pid, 5000)), true)
            FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2
            """, connection);
        command.Parameters.Add(new() { Value = old.Pid });
        command.Parameters.Add(new() { Value = old.Started });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }

        var connection = await _sources.Lock.OpenConnectionAsync(cancellationToken);
        try
        {
            var kind = _mode == ServiceLockMode.Shared ? "_shared" : "";
            await using var command = new NpgsqlCommand(
                $"""
                SELECT pg_try_advisory_lock{kind}($1, $2) AND pg_try_advisory_lock_shared($1, $3), pid, backend_start
                FROM pg_stat_activity WHERE pid = pg_backend_pid()
                """, connection);
            command.Parameters.Add(new() { Value = AdvisoryLocks.Class });
            command.Parameters.Add(new() { Value = AdvisoryLocks.Service(_serviceId) });
            command.Parameters.Add(new() { Value = AdvisoryLocks.Silos });
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                if (!await reader.ReadAsync(cancellationToken) || !reader.GetBoolean(0))
                {
                    return false;
                }

                _session = new Session(reader.GetInt32(1), reader.GetDateTime(2));
            }

            _connection = connection;
            _gate.Open();
            return true;
        }
        finally
        {
            if (_connection != connection)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<string> RefusalAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _sources.Unpooled.OpenConnectionAsync(cancellationToken);
        var holder = await AdvisoryLocks.HoldersAsync(
            connection, [AdvisoryLocks.Service(_serviceId), AdvisoryLocks.Silos], cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Service '{_serviceId}' on this database is already served by {holder}. Stop that process first, or give this ")
            + "one another database.";
    }

    // Numbers are used again, the pair is not.
    private sealed record Session(int Pid, DateTime Started);

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "The lock of service '{Service}' is lost, writes stop: {Reason}")]
        public static partial void Lost(ILogger logger, string service, string reason);

        [LoggerMessage(2302, LogLevel.Information, "The lock of service '{Service}' is held again, writes go on")]
        public static partial void TakenAgain(ILogger logger, string service);

        [LoggerMessage(2303, LogLevel.Warning, "The lock of service '{Service}' cannot be taken yet: {Reason}")]
        public static partial void StillAway(ILogger logger, string service, string reason);
    }
}
