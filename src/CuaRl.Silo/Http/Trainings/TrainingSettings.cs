using System.Text.Json;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>All that configures a training as one JSON object: its definition, and what its config adds, each below <c>config.</c></summary>
internal static class TrainingSettings
{
    /// <summary>What a training has beside its configuration.</summary>
    private static readonly HashSet<string> Others =
    [
        "id", "number", "run_name", "log_path", "wandb_name", "config", "status", "unreached", "deleting", "phase", "current_step", "start_step",
        "checkpoint_path", "status_message", "error_message", "progress_percent", "avg_turn_time", "estimated_total_time",
        "estimated_remaining_time", "branched_from", "archived", "start_time", "end_time", "last_heartbeat", "created_at", "updated_at",
    ];

    public static ReadOnlyMemory<byte> Of(TrainingInfo training)
    {
        var details = JsonSerializer.SerializeToNode(TrainingDetails.From(training), TrainingJson.Bodies.TrainingDetails)!.AsObject();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in details)
            {
                if (!Others.Contains(name) && value is not null)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }

            using var config = JsonDocument.Parse(training.Definition.Config.Utf8);
            foreach (var member in config.RootElement.EnumerateObject())
            {
                writer.WritePropertyName($"config.{member.Name}");
                member.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
