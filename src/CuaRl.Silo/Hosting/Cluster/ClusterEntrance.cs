using System.Net;
using System.Net.Sockets;
using CuaRl.Adapters.Postgres.Clustering;
using Npgsql;

namespace CuaRl.Silo.Hosting.Cluster;

/// <summary>What stands before a silo's joining: the others must be able to reach it, and those that are gone must not count.</summary>
/// <remarks>
/// A joining silo must reach every silo that the membership table calls active, and only active ones correct the table: when
/// all of them died at once, nobody would, and no silo could join for minutes.
/// </remarks>
internal sealed partial class ClusterEntrance(MembershipTable table, TimeProvider time, ILogger<ClusterEntrance> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(IPEndPoint, int), (DateTime AliveAt, long Since)> _seen = [];
    private readonly CancellationTokenSource _joined = new();
    private Task _watch = Task.CompletedTask;

    /// <summary>Before anything of the silo is started.</summary>
    /// <exception cref="ConfigurationException">A silo of another machine serves this database, and one of the two is at loopback.</exception>
    public async Task PassAsync(SiloEndpoint own, CancellationToken cancellationToken) =>
        RequireReach(own, await ClearAsync(cancellationToken));

    /// <summary>Goes on clearing while the silo joins, for those that show only later that they are gone.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(
            nameof(ClusterEntrance),
            ServiceLifecycleStage.AfterRuntimeGrainServices,
            _ =>
            {
                _watch = WatchAsync(_joined.Token);
                return Task.CompletedTask;
            },
            _ => EndWatchAsync());
        lifecycle.Subscribe(nameof(ClusterEntrance), ServiceLifecycleStage.Active, _ => EndWatchAsync());
    }

    public void Dispose() => _joined.Dispose();

    private async Task EndWatchAsync()
    {
        await _joined.CancelAsync();
        await _watch;
    }

    private async Task WatchAsync(CancellationToken joined)
    {
        while (!joined.IsCancellationRequested)
        {
            try
            {
                await ClearAsync(joined);
                await Task.Delay(Pause, time, joined);
            }
            catch (OperationCanceledException) when (joined.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException error)
            {
                // The database is away; what was seen before is no measure of silence after.
                _seen.Clear();
                Log.Unread(logger, error.Message);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Calls dead in the table who is gone, and returns the others.</summary>
    private async Task<IReadOnlyList<SiloRow>> ClearAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (version, silos) = await table.ReadAsync(cancellationToken);
            var answers = await Task.WhenAll(silos.Select(silo => AnswersAsync(silo.EndPoint, cancellationToken)));
            var gone = silos.Where((silo, i) => IsSilent(silo) || (!answers[i] && IsUnlocked(silo))).ToList();
            if (gone.Count == 0)
            {
                return silos;
            }

            if (await table.MarkDeadAsync(version, gone, cancellationToken))
            {
                Log.Gone(logger, string.Join(", ", gone.Select(silo => $"{silo.Name} at {silo.EndPoint}")));
            }
        }
    }

    // In a container that is started again the process has the name that it had before, and it is this one that holds the lock.
    private bool IsUnlocked(SiloRow silo) => !silo.HoldsServiceLock || silo.Name == table.OwnName;

    // Frozen, or on a machine that went down: its connections may stand for hours. Measured by this silo's own clock.
    private bool IsSilent(SiloRow silo)
    {
        var key = (silo.EndPoint, silo.Generation);
        if (!_seen.TryGetValue(key, out var seen) || seen.AliveAt != silo.AliveAt)
        {
            _seen[key] = (silo.AliveAt, time.GetTimestamp());
            return false;
        }

        return silo.IsActive && time.GetElapsedTime(seen.Since) > MembershipTiming.Stale;
    }

    private static void RequireReach(SiloEndpoint own, IReadOnlyList<SiloRow> silos)
    {
        var elsewhere = silos.FirstOrDefault(silo => silo.HoldsServiceLock
            && silo.Host != Dns.GetHostName()
            && (IPAddress.IsLoopback(own.Address) || IPAddress.IsLoopback(silo.EndPoint.Address)));
        if (elsewhere is not null)
        {
            throw new ConfigurationException(
                $"{elsewhere.Name} serves this database too, at {elsewhere.EndPoint}, and this one is at {own.Address}: silos of "
                + $"several machines must reach each other; start each with --silo-address ({SiloEndpoint.AddressVariable})");
        }
    }

    // Only a closed port tells: the system takes connections for a frozen process, too.
    private static async Task<bool> AnswersAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "Gone without a word, now called dead in the membership table: {Silos}")]
        public static partial void Gone(ILogger logger, string silos);

        [LoggerMessage(3102, LogLevel.Debug, "The membership table cannot be read: {Problem}")]
        public static partial void Unread(ILogger logger, string problem);
    }
}
