using System.Text.Json.Nodes;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>Progress of now in the place of what is stored, as the original computes it for every request.</summary>
internal static class MonitorProgress
{
    /// <summary>What a training that goes on no more has stored is right.</summary>
    private static readonly HashSet<string> Moving = new(StringComparer.Ordinal) { "initializing", "running", "paused" };

    public static async Task RefreshTrainingAsync(this IGrainFactory grains, MonitorRow training)
    {
        if (!Moving.Contains((string?)training.Values["status"] ?? ""))
        {
            return;
        }

        try
        {
            Show(training.Values, (await grains.GetTraining(training.RecordId.ToString()).Describe()).Progress);
        }
        catch (NotFoundException)
        {
            // Deleted since it was read; it is shown as it was.
        }
    }

    public static void Refresh(IReadOnlyList<MonitorRow> rows, IEnumerable<(string Id, ProgressInfo Progress)> progress)
    {
        var byId = progress.ToDictionary(entry => entry.Id, entry => entry.Progress, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (byId.TryGetValue(row.RecordId.ToString(), out var found))
            {
                Show(row.Values, found);
            }
        }
    }

    /// <summary>Only the columns that a row shows: groups have no times in a list.</summary>
    private static void Show(JsonObject row, ProgressInfo progress)
    {
        row["progress_percent"] = progress.Percent;
        Replace(row, "avg_turn_time", progress.AverageTurnSeconds);
        Replace(row, "estimated_total_time", progress.EstimatedTotalSeconds);
        Replace(row, "estimated_remaining_time", progress.EstimatedRemainingSeconds);
    }

    private static void Replace(JsonObject row, string name, double? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }
}
