using System.Text.Json;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Client;

/// <summary>The service's answers as tables.</summary>
internal static class SimulationTables
{
    private static readonly string[] Columns = ["id", "name", "environment_name", "agent_type", "created_at", "run_count"];

    public static Table List(JsonElement simulations)
    {
        var table = Terminal.Table(Columns);
        foreach (var simulation in simulations.EnumerateArray())
        {
            table.AddRow(Columns.Select(column => Terminal.Plain(simulation.GetProperty(column))));
        }

        return table;
    }
}
