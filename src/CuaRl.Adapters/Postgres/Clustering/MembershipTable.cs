using System.Net;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;

namespace CuaRl.Adapters.Postgres.Clustering;

/// <summary>The membership table of one cluster, for the one thing that silos do not do to it themselves.</summary>
/// <param name="sources">The connections.</param>
/// <param name="clusterId">The cluster.</param>
/// <param name="serviceId">The service whose lock its silos hold.</param>
public sealed class MembershipTable(PostgresSources sources, string clusterId, string serviceId)
{
    /// <summary>What the silo of this process is called in the table.</summary>
    public string OwnName => sources.Name;

    /// <summary>The silos that are not dead, and the version of the table that they were read at.</summary>
    public async Task<(int Version, IReadOnlyList<SiloRow> Silos)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.Membership.CreateCommand(
            """
            SELECT v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status = 3, m.iamalivetime,
              EXISTS (
                SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND l.classid::bigint = $2 AND l.objid::bigint = $3 AND a.application_name = m.siloname)
            FROM orleansmembershipversiontable v
            JOIN orleansmembershiptable m ON m.deploymentid = v.deploymentid AND m.status <> 6
            WHERE v.deploymentid = $1
            """);
        command.Parameters.Add(new() { Value = clusterId });
        command.Parameters.Add(new() { Value = (long)AdvisoryLocks.Class });
        command.Parameters.Add(new() { Value = (long)(uint)AdvisoryLocks.Service(serviceId) });
        var version = 0;
        List<SiloRow> silos = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            version = reader.GetInt32(0);
            silos.Add(new SiloRow(
                new IPEndPoint(IPAddress.Parse(reader.GetString(1)), reader.GetInt32(2)),
                reader.GetInt32(3),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetBoolean(6),
                reader.GetDateTime(7),
                reader.GetBoolean(8)));
        }

        return (version, silos);
    }

    /// <summary>Calls silos dead; one that lives after all finds out and ends itself.</summary>
    /// <returns>False, with nothing changed, when the table is no longer at that version.</returns>
    public async Task<bool> MarkDeadAsync(int version, IReadOnlyCollection<SiloRow> silos, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(silos);
        await using var command = sources.Membership.CreateCommand(
            """
            WITH raised AS (
              UPDATE orleansmembershipversiontable SET version = version + 1, "timestamp" = now()
              WHERE deploymentid = $1 AND version = $2
              RETURNING deploymentid
            )
            UPDATE orleansmembershiptable m SET status = 6
            FROM raised, unnest($3, $4, $5) AS gone (address, port, generation)
            WHERE m.deploymentid = raised.deploymentid
              AND m.address = gone.address AND m.port = gone.port AND m.generation = gone.generation
            """);
        command.Parameters.Add(new() { Value = clusterId });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = silos.Select(silo => silo.EndPoint.Address.ToString()).ToArray() });
        command.Parameters.Add(new() { Value = silos.Select(silo => silo.EndPoint.Port).ToArray() });
        command.Parameters.Add(new() { Value = silos.Select(silo => silo.Generation).ToArray() });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
