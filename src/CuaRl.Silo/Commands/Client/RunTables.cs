using System.Text.Json;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Client;

/// <summary>The service's answers about runs as tables.</summary>
internal static class RunTables
{
    private static readonly string[] Columns = ["id", "name", "status", "total_steps", "total_reward", "parent_run_id", "created_at"];

    /// <summary>A list of all runs, or a page of a simulation's.</summary>
    public static Table List(JsonElement runs)
    {
        var table = Terminal.Table(Columns);
        foreach (var run in (runs.ValueKind == JsonValueKind.Array ? runs : runs.GetProperty("items")).EnumerateArray())
        {
            table.AddRow(Columns.Select(column => Terminal.Plain(run.GetProperty(column))));
        }

        return table;
    }
}
