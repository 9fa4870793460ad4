using System.Globalization;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Devices;

/// <summary>The service's answers about devices and pools, for people.</summary>
internal static class DeviceTables
{
    private static readonly string[] PoolColumns =
    [
        "name", "box_type", "max_size", "waiting", "leased", "idle", "making", "sick", "leaked", "is_draining",
    ];

    /// <summary>A page of devices.</summary>
    public static IRenderable Devices(JsonElement page)
    {
        var table = Terminal.Table("id", "status", "box_id", "lease", "token", "until", "faults", "error");
        foreach (var device in page.GetProperty("items").EnumerateArray())
        {
            var lease = device.GetProperty("lease");
            var isHeld = lease.ValueKind == JsonValueKind.Object;
            table.AddRow(
                Value(device, "id"), Value(device, "status"), Value(device, "box_id"),
                isHeld ? Value(lease, "lease_id") : Terminal.Plain("-"), Value(device, "token"),
                isHeld ? Value(lease, "expires_at") : Terminal.Plain("-"), Value(device, "faults"), Value(device, "error_message"));
        }

        return page.GetProperty("next").GetString() is { } next
            ? new Rows(table, Terminal.Plain($"There are more: --after {next}"))
            : table;
    }

    /// <summary>All pools.</summary>
    public static IRenderable Pools(JsonElement list)
    {
        var table = Terminal.Table([.. PoolColumns, "wait p50", "wait p99"]);
        foreach (var pool in list.GetProperty("items").EnumerateArray())
        {
            table.AddRow(
                [.. PoolColumns.Select(name => Value(pool, name)), Wait(pool, "lease_wait_p50"), Wait(pool, "lease_wait_p99")]);
        }

        return table;
    }

    private static Text Value(JsonElement row, string name) => Terminal.Plain(row.GetProperty(name));

    private static Text Wait(JsonElement pool, string name) => Terminal.Plain(
        pool.GetProperty(name) is { ValueKind: JsonValueKind.Number } wait
            ? string.Create(CultureInfo.InvariantCulture, $"{wait.GetDouble() * 1000:0.#} ms")
            : "-");
}
