using System.Net;
using System.Net.Sockets;
using CuaRl.Adapters.Postgres.Clustering;

namespace CuaRl.Silo.Hosting.Cluster;

/// <summary>What stands before a silo's joining: the others must be able to reach it, and those that are gone must not count.</summary>
/// <remarks>
/// A joining silo must reach every silo that the membership table calls active, and only active ones correct the table: when
/// all of them died at once, nobody would, and no silo could join for minutes.
/// </remarks>
internal sealed partial class ClusterEntrance(
    MembershipTable table, SiloEndpoint own, TimeProvider time, ILogger<ClusterEntrance> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    // A little longer than it takes a silo that is silent to count as stale.
    private static readonly TimeSpan Patience = MembershipTiming.Stale + TimeSpan.FromSeconds(5);

    /// <summary>Waits until every silo in the table answers or is called dead; not for ever, since it may be the network.</summary>
    /// <exception cref="ConfigurationException">A silo of another machine serves this database, and one of the two is at loopback.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            var (version, silos) = await table.ReadAsync(cancellationToken);
            RequireReach(silos);
            var silent = await SilentAsync(silos, cancellationToken);

            // Two signs: its port is closed, and the database has lost it too or has long not heard of it. A silo that only
            // this one cannot reach, or that lost only its connection for a moment, shows one of them.
            var gone = silent.Where(silo => !silo.HoldsServiceLock || silo.SinceAlive > MembershipTiming.Stale).ToList();
            if (gone.Count > 0)
            {
                if (await table.MarkDeadAsync(version, gone, cancellationToken))
                {
                    Log.Gone(logger, string.Join(", ", gone.Select(silo => $"{silo.Name} at {silo.EndPoint}")));
                }

                continue;
            }

            if (silent.Count == 0 || time.GetElapsedTime(started) > Patience)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private void RequireReach(IReadOnlyList<SiloRow> silos)
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

    private static async Task<List<SiloRow>> SilentAsync(IReadOnlyList<SiloRow> silos, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(silos.Select(silo => AnswersAsync(silo.EndPoint, cancellationToken)));
        return [.. silos.Where((_, i) => !answers[i])];
    }

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
    }
}
