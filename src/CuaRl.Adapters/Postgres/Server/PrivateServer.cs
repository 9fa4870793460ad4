using System.Data.Common;
using CuaRl.Adapters.Postgres.Connection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// A real PostgreSQL server in the data directory, reached through a Unix socket only. Every process that needs it
/// attaches; the first starts it, the last to leave stops it, and one whose users were all killed is adopted by the next.
/// </summary>
public sealed partial class PrivateServer : IAsyncDisposable
{
    internal const string User = "cuarl";

    private readonly ServerLayout _layout;
    private readonly ServerControl _control;
    private readonly PrivateServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DiskReserve _reserve;
    private readonly ReadOnlySwitch _readOnly;
    private readonly CancellationTokenSource _stop = new();
    private bool? _isReadOnly;
    private Task _watch = Task.CompletedTask;
    private int _disposed;

    private PrivateServer(
        ServerLayout layout, ServerControl control, PrivateServerOptions options, string socket, string password,
        TimeProvider time, ILogger logger)
    {
        _layout = layout;
        _control = control;
        _reserve = new DiskReserve(layout.Root);
        _options = options;
        _time = time;
        _logger = logger;
        Target = new DatabaseTarget("private server", new NpgsqlConnectionStringBuilder
        {
            Host = socket,
            Database = "postgres",
            Username = User,
            Password = password,
        }.ConnectionString);
        _readOnly = new ReadOnlySwitch(Target, time);
    }

    /// <summary>Its database.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>The folder of its data; not the asked one when the server's account cannot reach that.</summary>
    public string Directory => _layout.Data;

    /// <summary>The file that holds its password, readable by who made it.</summary>
    public string PasswordFile => _layout.Password;

    /// <summary>The process number of the running server, or null while it is down.</summary>
    public int? ProcessId => _control.Running()?.Pid;

    /// <summary>Attaches to the server of a data directory, starting it, and making it, if need be.</summary>
    /// <exception cref="ConfigurationException">It cannot be made or started; the message says why and what to do.</exception>
    public static async Task<PrivateServer> AttachAsync(
        PrivateServerOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var (layout, control) = await LocateAsync(options, time, logger, cancellationToken);
        try
        {
            using var owners = await OwnerFile.OpenAsync(layout.Owners, options.StartTimeout, time, cancellationToken);
            return await AttachAsync(layout, control, owners, options, time, logger, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(layout, error);
        }
    }

    private static async Task<PrivateServer> AttachAsync(
        ServerLayout layout, ServerControl control, OwnerFile owners, PrivateServerOptions options, TimeProvider time,
        ILogger logger, CancellationToken cancellationToken)
    {
        var running = control.Running();
        var socket = running is null
            ? await control.StartAsync(cancellationToken)
            : running.SocketDirectory is { Length: > 0 } used ? used : layout.SocketDirectory;
        if (running is not null && owners.Users.Count == 0)
        {
            Log.Adopted(logger, running.Pid);
        }

        try
        {
            var password = await File.ReadAllTextAsync(layout.Password, cancellationToken);
            owners.Add(ProcessIdentity.Current);
            return new PrivateServer(layout, control, options, socket, password, time, logger);
        }
        catch when (running is null)
        {
            // Started for nobody.
            await control.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops the server of a data directory unless a live process uses it; false when it was not running.</summary>
    /// <exception cref="ConfigurationException">It is in use.</exception>
    public static async Task<bool> StopAsync(
        PrivateServerOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var (layout, control) = await LocateAsync(options, time, logger, cancellationToken);
        try
        {
            using var owners = await OwnerFile.OpenAsync(layout.Owners, options.StartTimeout, time, cancellationToken);
            if (control.Running() is null)
            {
                return false;
            }

            if (owners.Users.Count > 0)
            {
                throw new ConfigurationException(
                    $"The private PostgreSQL server is used by process {string.Join(", ", owners.Users.Select(user => user.Pid))}: "
                    + "end that first; the last user stops the server.");
            }

            await control.StopAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(layout, error);
        }
    }

    /// <summary>
    /// Makes the database writable again when it was made read-only for want of room and there is room now: who did it may
    /// have been killed since. A running silo minds this by itself, see <see cref="Supervise"/>.
    /// </summary>
    public async Task LiftReadOnlyAsync(CancellationToken cancellationToken)
    {
        if (_reserve.IsEnough && await _readOnly.LiftAsync(cancellationToken))
        {
            Log.DiskHasRoom(_logger, _layout.Root);
        }
    }

    /// <summary>From now on a server that dies is started again, until this is disposed.</summary>
    public void Supervise() => _watch = WatchAsync();

    /// <summary>Leaves the server; stops it when no other live process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stop.CancelAsync();
        await _watch;
        _stop.Dispose();
        using var owners = await OwnerFile.OpenAsync(_layout.Owners, _options.StartTimeout, _time, CancellationToken.None);
        owners.Remove(ProcessIdentity.Current);
        if (owners.Users.Count == 0 && _control.Running() is not null)
        {
            await _control.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<(ServerLayout Layout, ServerControl Control)> LocateAsync(
        PrivateServerOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new ConfigurationException(
                "The private PostgreSQL server needs Unix sockets and accounts: on Windows give --database or DATABASE_URL.");
        }

        var account = ServerAccount.Resolve();
        var layout = await ServerLayout.MakeAsync(options.DataDirectory, account, cancellationToken);
        return (layout, new ServerControl(layout, account, options, time, logger));
    }

    private static ConfigurationException Unusable(ServerLayout layout, Exception error) => new(
        $"The private PostgreSQL server's files in {layout.Root} cannot be used: {error.Message.TrimEnd('.')}.", error);

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(_options.WatchPeriod, _time);
        try
        {
            do
            {
                timer.Period = await TryMendAsync() ? _options.WatchPeriod : TimeSpan.FromSeconds(5);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: the watch is over.
        }
    }

    private async Task<bool> TryMendAsync()
    {
        try
        {
            if (_control.Running() is null)
            {
                await RestartAsync();
            }

            await KeepRoomAsync();
            return true;
        }
        catch (Exception error) when (
            error is ConfigurationException or IOException or UnauthorizedAccessException or DbException)
        {
            // People may cure it, or it passes: try on, more slowly.
            Log.MendFailed(_logger, error.Message);
            return false;
        }
    }

    private async Task RestartAsync()
    {
        using var owners = await OwnerFile.OpenAsync(_layout.Owners, _options.StartTimeout, _time, _stop.Token);
        if (_control.Running() is null)
        {
            Log.Died(_logger, _layout.Log);
            await _control.StartAsync(_stop.Token);
        }
    }

    // A full disk must end in refused writes, not in a server that crashes; reads go on.
    private async Task KeepRoomAsync()
    {
        if (_isReadOnly is not true && _reserve.IsLow)
        {
            await _readOnly.SetAsync(true, _stop.Token);
            _isReadOnly = true;
            Log.DiskFull(_logger, _layout.Root);
        }
        else if (_isReadOnly is not false && _reserve.IsEnough)
        {
            _reserve.Make();
            var wasReadOnly = _isReadOnly is true;
            await _readOnly.SetAsync(false, _stop.Token);
            _isReadOnly = false;
            if (wasReadOnly)
            {
                Log.DiskHasRoom(_logger, _layout.Root);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2121, LogLevel.Information, "Adopted the running private PostgreSQL server, process {Pid}")]
        public static partial void Adopted(ILogger logger, int pid);

        [LoggerMessage(2122, LogLevel.Warning, "The private PostgreSQL server died and is started again; its log is {File}")]
        public static partial void Died(ILogger logger, string file);

        [LoggerMessage(2123, LogLevel.Error, "The private PostgreSQL server cannot be kept going: {Problem}")]
        public static partial void MendFailed(ILogger logger, string problem);

        [LoggerMessage(2124, LogLevel.Error, "The disk of {Directory} is almost full: the database is read-only until there is room")]
        public static partial void DiskFull(ILogger logger, string directory);

        [LoggerMessage(2125, LogLevel.Information, "The disk of {Directory} has room again: the database can be written")]
        public static partial void DiskHasRoom(ILogger logger, string directory);
    }
}
