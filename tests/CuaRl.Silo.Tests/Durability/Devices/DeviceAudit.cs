using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>Compares what the database says of devices with what their provider says.</summary>
internal sealed class DeviceAudit(PostgresDatabase database, HttpClient provider, Caller caller, string pool)
{
    /// <summary>Every rollout was completed, and of every attempt it is told why it ended.</summary>
    public async Task AssertAttemptsAsync(int rollouts)
    {
        Assert.Equal(rollouts, await CountAsync("rollout_record WHERE status = 'completed' AND validation_passed"));
        Assert.Equal(rollouts, await CountAsync("environment WHERE rollout_id IS NOT NULL AND attempt_status = 'completed'"));
        Assert.Equal(0, await CountAsync("""
            environment WHERE rollout_id IS NOT NULL AND attempt_status <> 'completed'
            AND (attempt_status <> 'infra_failed' OR attempt_error_kind IS NULL OR attempt_error IS NULL)
            """));
    }

    /// <summary>No device was leased twice at one instant, each lease has a token of its own and ended for a reason.</summary>
    public async Task AssertLeasesAsync(int least)
    {
        Assert.Equal(0, await CountAsync("device_lease_overlap"));
        Assert.Equal(0, await CountAsync("device_lease WHERE ended_at IS NULL OR ended IS NULL OR ended_at < leased_at"));
        Assert.Equal(0, await CountAsync("(SELECT lease_id FROM device_lease GROUP BY lease_id HAVING count(*) > 1) twice"));
        Assert.InRange(await CountAsync("device_lease"), least, int.MaxValue);
    }

    /// <summary>What was acknowledged was done, once; of the rest each at most once.</summary>
    public async Task AssertActionsAsync(IReadOnlyDictionary<string, BoxTally> tallies)
    {
        var done = (await BoxesAsync()).ToDictionary(
            box => box.GetProperty("id").GetString()!,
            box => box.GetProperty("actions").EnumerateObject()
                .Where(action => action.Name is not ("screenshot" or "command")).Sum(action => action.Value.GetInt32()));
        Assert.All(tallies, box => Assert.InRange(done[box.Key], box.Value.Done, box.Value.Done + box.Value.Unknown));
        Assert.All(done.Where(box => !tallies.ContainsKey(box.Key)), box => Assert.Equal(0, box.Value));
    }

    /// <summary>The boxes that are there are those of the records, one each.</summary>
    public Task AssertNoneLeakedAsync() => Eventually.HoldsAsync("each box is a device's own, and each device has its box", async () =>
    {
        (await caller.RepeatAsync($"/api/v1/device-pools/{pool}/reconcile")).Require();
        var live = await LiveAsync();
        var own = await database.ScalarAsync<string[]>(
            "SELECT coalesce(array_agg(box_id::text ORDER BY box_id), '{}') FROM device_record WHERE status = 'running'");
        return live.Order(StringComparer.Ordinal).SequenceEqual(own!.Order(StringComparer.Ordinal));
    });

    /// <summary>As many devices as ever can be held at once.</summary>
    public async Task AssertNoneLostAsync(int devices)
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, devices).Select(i => Eventually.GivesAsync("a lease", async () =>
            await caller.RepeatAsync($"/api/v1/device-pools/{pool}/leases", $$"""{"lease_id":"last-{{i}}"}""") is { Status: 200 } given
                ? given.Json.GetProperty("lease").GetProperty("device_id").GetString()
                : null)));
        Assert.Equal(devices, leases.Distinct().Count());
        Assert.Equal(0, await CountAsync("device_lease_overlap"));
    }

    /// <summary>When the pool is drained and its devices are given back, the provider has no box any more.</summary>
    public async Task AssertNoneLeftAsync()
    {
        (await caller.RepeatAsync($"/api/v1/device-pools/{pool}/drain")).Require();
        await Eventually.HoldsAsync("all devices are given back", async () =>
        {
            var held = await database.ScalarAsync<string[]>(
                "SELECT coalesce(array_agg(id || ' ' || token), '{}') FROM device_record WHERE lease_id IS NOT NULL");
            await Task.WhenAll(held!.Select(device => device.Split(' ')).Select(parts =>
                caller.RepeatAsync($"/api/v1/devices/{parts[0]}/release", $$"""{"token":{{parts[1]}}}""")));
            return held!.Length == 0;
        });
        await Eventually.HoldsAsync("no box is left", async () => (await LiveAsync()).Count == 0);
        await Eventually.HoldsAsync("no device is open", async () =>
            await CountAsync("device_record WHERE status NOT IN ('terminated', 'error')") == 0);
    }

    public async Task<string> DescribeProviderAsync()
    {
        var audit = await AuditAsync();
        return $"the provider made {audit.GetProperty("created")} boxes, of which {audit.GetProperty("terminated")} were ended and "
            + $"{audit.GetProperty("vanished")} vanished";
    }

    private async Task<IReadOnlyList<string>> LiveAsync() =>
    [
        .. (await BoxesAsync()).Where(box => !box.TryGetProperty("ended", out var ended) || ended.ValueKind == JsonValueKind.Null)
            .Select(box => box.GetProperty("id").GetString()!),
    ];

    private async Task<IEnumerable<JsonElement>> BoxesAsync() => (await AuditAsync()).GetProperty("boxes").EnumerateArray();

    private async Task<JsonElement> AuditAsync() => JsonDocument.Parse(await provider.GetStringAsync("/emulator/boxes")).RootElement;

    private Task<long> CountAsync(string what) => database.ScalarAsync<long>($"SELECT count(*) FROM {what}");
}
