using CuaRl.Adapters.Postgres.Clustering;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class MembershipTableTests : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const string Service = "service";
    private const int Version = 4;

    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private static int _clusters;

    private readonly PostgresDatabase _database;
    private readonly string _cluster = $"cluster-{Interlocked.Increment(ref _clusters)}";
    private PostgresSources _sources = null!;
    private MembershipTable _table = null!;

    public MembershipTableTests(PostgresDatabase database) => _database = database;

    public Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is not null)
        {
            return Task.CompletedTask; // Every test of the class is skipped, with that reason.
        }

        _sources = Connect();
        _table = new MembershipTable(_sources, _cluster, Service);
        return _database.ExecuteAsync(
            $"INSERT INTO orleansmembershipversiontable (deploymentid, version) VALUES ('{_cluster}', {Version})");
    }

    public async Task DisposeAsync()
    {
        if (_sources is not null)
        {
            await _sources.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Read_SilosOfTheTable_AreThoseNotDead()
    {
        await InsertAsync(port: 1, status: 3);
        await InsertAsync(port: 2, status: 2);
        await InsertAsync(port: 3, status: 6);

        var (version, silos) = await _table.ReadAsync(default);

        Assert.Equal(Version, version);
        Assert.Equal([(1, true), (2, false)], silos.Select(silo => (silo.EndPoint.Port, silo.IsActive)).Order());
        Assert.All(silos, silo => Assert.Equal(Noon, silo.AliveAt));
    }

    [PostgresFact]
    public async Task Read_EmptyTable_IsNoSilo() => Assert.Empty((await _table.ReadAsync(default)).Silos);

    [PostgresFact]
    public async Task Read_SiloWhoseConnectionHoldsTheServiceLock_IsSeenToAsLongAsItDoes()
    {
        await InsertAsync(port: 1, name: _sources.Name);
        await InsertAsync(port: 2, name: "cuarl service, process 1 on elsewhere");
        var gate = new WriteGate();

        await using (await ServiceLock.AcquireAsync(
            _sources, Service, ServiceLockMode.Shared, gate, TimeProvider.System, NullLogger.Instance, default))
        {
            var (_, silos) = await _table.ReadAsync(default);

            Assert.Equal([(1, true), (2, false)], silos.Select(silo => (silo.EndPoint.Port, silo.HoldsServiceLock)).Order());
        }

        await Eventually.HoldsAsync(
            "the server has seen the connection end",
            async () => (await _table.ReadAsync(default)).Silos.All(silo => !silo.HoldsServiceLock));
    }

    [PostgresFact]
    public async Task MarkDead_SomeSilos_LeavesTheOthersAndRaisesTheVersion()
    {
        await InsertAsync(port: 1);
        await InsertAsync(port: 2);
        await InsertAsync(port: 2, generation: 8);
        var (version, silos) = await _table.ReadAsync(default);

        Assert.True(await _table.MarkDeadAsync(version, [.. silos.Where(silo => silo is not { EndPoint.Port: 2, Generation: 8 })], default));

        var left = await _table.ReadAsync(default);
        Assert.Equal(Version + 1, left.Version);
        Assert.Equal((2, 8), (Assert.Single(left.Silos).EndPoint.Port, left.Silos[0].Generation));
    }

    [PostgresFact]
    public async Task MarkDead_TableThatMovedOn_ChangesNothing()
    {
        await InsertAsync(port: 1);
        var (version, silos) = await _table.ReadAsync(default);

        Assert.False(await _table.MarkDeadAsync(version - 1, silos, default));

        Assert.Equal(Version, (await _table.ReadAsync(default)).Version);
        Assert.Single((await _table.ReadAsync(default)).Silos);
    }

    private PostgresSources Connect() => new(new DatabaseTarget("test", _database.ConnectionString));

    private Task InsertAsync(int port, int generation = 7, int status = 3, string name = "silo") => _database.ExecuteAsync(
        $"""
        INSERT INTO orleansmembershiptable
          (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        VALUES ('{_cluster}', '127.0.0.1', {port}, {generation}, '{name}', 'host', {status}, 30000, now(), '{Noon:O}')
        """);
}
