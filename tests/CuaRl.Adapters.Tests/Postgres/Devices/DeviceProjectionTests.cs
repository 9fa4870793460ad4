using System.Text;
using System.Text.Json.Nodes;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Devices;
using CuaRl.Adapters.Postgres.Maintenance;
using CuaRl.TestKit.Postgres;
using Npgsql;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Devices;

public sealed class DeviceProjectionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StorageQueries _storage = new(database);
    private readonly Dictionary<string, int> _versions = [];
    private readonly DeviceIndex _index = new(database.Source, "tests", TimeProvider.System);

    [PostgresFact]
    public async Task Write_ADevicesLife_IsInTheTableTheAuditAndTheHistory()
    {
        var device = Device("life.0");
        await WriteAsync(device);
        device["status"] = "running";
        device["box_id"] = "box-1";
        await WriteAsync(device);
        Lease(device, 1, "a", "10:00");
        await WriteAsync(device);
        device["bound_at"] = At("10:01");
        device["expires_at"] = At("10:05");
        await WriteAsync(device);

        var info = Assert.Single(await _index.ListPoolAsync("life", default));
        Assert.Equal((1L, "a", "box-1", "t"), (info.Token, info.Lease!.LeaseId, info.Lease.BoxId, info.Lease.Holder.TrainingId));
        Assert.Equal(
            (DateTimeOffset.Parse(At("10:05"), null), DateTimeOffset.Parse(At("12:00"), null)), (info.Lease.ExpiresAt, info.Lease.EndsBy));

        // The end of one and the beginning of the next are one write.
        End(device, 1, "a", "expired", "10:05");
        Lease(device, 2, "b", "10:05");
        await WriteAsync(device);
        End(device, 2, "b", "released", "10:09");
        device["status"] = "error";
        device["error_message"] = "gone";
        device["box_id"] = null;
        await WriteAsync(device);

        Assert.Equal(
            "1 a 10:00 10:01 10:05 expired; 2 b 10:05  10:09 released",
            await database.ScalarAsync<string>(
                """
                SELECT string_agg(concat_ws(' ', token, lease_id, to_char(leased_at, 'HH24:MI'), coalesce(to_char(bound_at, 'HH24:MI'), ''),
                  to_char(ended_at, 'HH24:MI'), ended), '; ' ORDER BY token) FROM device_lease WHERE device_id = 'life.0'
                """));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM device_lease_overlap"));
        Assert.Equal(
            "creating running error",
            await database.ScalarAsync<string>(
                """
                SELECT string_agg(h.new_status, ' ' ORDER BY h.id) FROM status_history h
                WHERE h.entity_type = 'environment' AND h.entity_id = (SELECT id FROM environment WHERE device_id = 'life.0')
                """));
        Assert.Equal(
            "true android error android gone",
            await database.ScalarAsync<string>(
                """
                SELECT concat_ws(' ', (id < 0)::text, env_type, status, gbox_id, box_type, error_message)
                FROM environment WHERE device_id = 'life.0'
                """));
    }

    [PostgresFact]
    public async Task Audit_OfTwoLeasesAtOnce_FindsThem()
    {
        await database.ExecuteAsync(
            """
            INSERT INTO device_lease (service_id, device_id, token, lease_id, leased_at, ended_at) VALUES
              ('audit', 'd', 1, 'a', '2026-01-01 10:00Z', '2026-01-01 10:06Z'), ('audit', 'd', 2, 'b', '2026-01-01 10:05Z', NULL),
              ('audit', 'e', 1, 'c', '2026-01-01 10:00Z', '2026-01-01 10:05Z'), ('audit', 'e', 2, 'd', '2026-01-01 10:05Z', NULL)
            """);

        Assert.Equal("d a b", await database.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', device_id, lease_id, later_lease_id), ';') FROM device_lease_overlap WHERE service_id = 'audit'"));
        await database.ExecuteAsync("DELETE FROM device_lease WHERE service_id = 'audit'");
    }

    [PostgresFact]
    public async Task List_OfDevicesAndPools_IsPagedAndFiltered()
    {
        for (var i = 0; i < 5; i++)
        {
            var device = Device($"list.{i}");
            device["status"] = i < 3 ? "running" : "terminated";
            if (i == 1)
            {
                Lease(device, 1, "x", "10:00");
            }

            await WriteAsync(device);
        }

        await WriteAsync("pool:listed", "device_pool", """{"id":"listed","box_type":"android","max_size":3}""");

        var first = await _index.ListAsync(new DeviceQuery { Pool = "list", Limit = 3 }, default);
        var rest = await _index.ListAsync(new DeviceQuery { Pool = "list", Limit = 3, After = first.Next }, default);
        Assert.Equal(["list.0", "list.1", "list.2"], first.Items.Select(device => device.Id));
        Assert.Equal(["list.3", "list.4"], rest.Items.Select(device => device.Id));
        Assert.Null(rest.Next);
        var held = await _index.ListAsync(new DeviceQuery { Pool = "list", IsLeased = true }, default);
        Assert.Equal("list.1", Assert.Single(held.Items).Id);
        var free = await _index.ListAsync(
            new DeviceQuery { Pool = "list", IsLeased = false, Status = EnvironmentStatus.Running }, default);
        Assert.Equal(["list.0", "list.2"], free.Items.Select(device => device.Id));
        var pools = await _index.ListPoolsAsync(default);
        Assert.Contains("list", pools);
        Assert.Contains("listed", pools);
        Assert.StartsWith("cuarl-", await _index.OwnerAsync(default), StringComparison.Ordinal);
        Assert.Equal(await _index.OwnerAsync(default), await _index.OwnerAsync(default));
    }

    [PostgresFact]
    public async Task Write_RecordWithoutMembers_ProjectsTheirDefaultsAndOneThatCannotBeReadFails()
    {
        await WriteAsync("device:bare", "device", "{}");
        Assert.Equal("pending|0|0", await database.ScalarAsync<string>(
            "SELECT concat_ws('|', status, token, incarnation) FROM device_record WHERE id = 'bare'"));
        var config = """{"a":"\u0000", "b" : 1.0}""";
        await WriteAsync("device:odd", "device", $$"""{"id":"odd","config":{{config}},"error_message":"\ud800"}""");
        Assert.Equal(config, await database.ScalarAsync<string>("SELECT config::text FROM device_record WHERE id = 'odd'"));

        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("device:bad", "device", """{"token":"many"}"""));
        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("run:bad", "device", "{}"));
        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("pool:bad", "device_pool", "[]"));
    }

    [PostgresFact]
    public async Task List_OfALeaseOfATimeBeforeLeasesHadLimits_GivesItTheUsualOne()
    {
        var device = Device("old.0");
        Lease(device, 1, "a", "10:00");
        device.Remove("ends_by");
        await WriteAsync(device);

        var lease = Assert.Single(await _index.ListPoolAsync("old", default)).Lease!;

        Assert.Equal(TimeSpan.FromHours(2), lease.EndsBy - lease.LeasedAt);
    }

    [PostgresFact]
    public async Task Delete_OfARecord_TakesAllOfItWithIt()
    {
        var device = Device("gone.0");
        Lease(device, 1, "a", "10:00");
        await WriteAsync(device);

        await _storage.DeleteAsync(KeyOf("device:gone.0", "device"), _versions["device:gone.0"]);

        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM device_record WHERE id = 'gone.0') + (SELECT count(*) FROM device_lease WHERE device_id = 'gone.0')"));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM record_event WHERE number = (SELECT -number FROM device_number WHERE id = 'gone.0')"));
    }

    [PostgresFact]
    public async Task Verify_OfADeviceItsHistoryAndItsTags_FindsOrphansOnlyWhenItIsGone()
    {
        await using var sources = new PostgresSources(new DatabaseTarget("test", database.ConnectionString));
        var search = new OrphanSearch(sources);
        await WriteAsync(Device("whole.0"));
        await database.ExecuteAsync(
            """
            INSERT INTO annotation (service_id, id, kind, number, tag, created_at)
            SELECT n.service_id, gen_random_uuid(), 'environment', -n.number, 'tag', now() FROM device_number n WHERE n.id = 'whole.0'
            """);
        Assert.Empty(await search.FindAsync(default));

        // Behind the triggers: what belongs to it stays.
        await database.ExecuteAsync("DELETE FROM device_record WHERE id = 'whole.0'");
        Assert.Equal(
            [("annotations without a record", 1L), ("status changes without a record", 1L)],
            (await search.FindAsync(default)).Select(some => (some.What, some.Rows)));
        await database.ExecuteAsync(
            """
            DELETE FROM annotation;
            DELETE FROM record_event WHERE number = (SELECT -number FROM device_number WHERE id = 'whole.0')
            """);
    }

    private static JsonObject Device(string id) => new()
    {
        ["id"] = id,
        ["pool"] = id[..id.LastIndexOf('.')],
        ["box_type"] = "android",
        ["status"] = "creating",
        ["incarnation"] = 1,
        ["created_at"] = At("09:00"),
        ["updated_at"] = At("09:00"),
    };

    private static void Lease(JsonObject device, long token, string lease, string at)
    {
        device["token"] = token;
        device["lease_id"] = lease;
        device["training_id"] = "t";
        device["attempt"] = 1;
        device["leased_at"] = At(at);
        device["bound_at"] = null;
        device["expires_at"] = At("11:00");
        device["ends_by"] = At("12:00");
    }

    private static void End(JsonObject device, long token, string lease, string end, string at)
    {
        device["lease_id"] = null;
        device["last_lease_id"] = lease;
        device["last_lease_token"] = token;
        device["last_lease_end"] = end;
        device["last_lease_ended_at"] = At(at);
    }

    private static string At(string time) => $"2026-11-21T{time}:00+00:00";

    private Task WriteAsync(JsonObject device) => WriteAsync($"device:{device["id"]}", "device", device.ToJsonString());

    private async Task WriteAsync(string key, string type, string record)
    {
        var version = await _storage.WriteAsync(
            KeyOf(key, type), _versions.TryGetValue(key, out var known) ? known : null, Encoding.UTF8.GetBytes(record));
        _versions[key] = version!.Value;
    }

    private static Key KeyOf(string key, string type) => Key.Text(key) with { Type = type };
}
