using System.Text.Json.Serialization;

namespace CuaRl.Grains.Trainings;

/// <summary>What the records of trainings, batches, groups and rollouts hold of their progress, and when they changed.</summary>
/// <remarks>Members are settable for the reason given at <see cref="Simulations.SimulationState"/>. A record that is stored is never changed in place.</remarks>
internal abstract record ProgressMembers
{
    [JsonPropertyName("progress_percent")]
    public double ProgressPercent { get; set; }

    [JsonPropertyName("avg_turn_time")]
    public double? AvgTurnTime { get; set; }

    [JsonPropertyName("estimated_total_time")]
    public double? EstimatedTotalTime { get; set; }

    [JsonPropertyName("estimated_remaining_time")]
    public double? EstimatedRemainingTime { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("updated_at")]
    public DateTimeOffset UpdatedAt { get; set; }

    [JsonIgnore]
    public ProgressInfo Progress
    {
        get => new()
        {
            Percent = ProgressPercent,
            AverageTurnSeconds = AvgTurnTime,
            EstimatedTotalSeconds = EstimatedTotalTime,
            EstimatedRemainingSeconds = EstimatedRemainingTime,
        };
        set
        {
            ProgressPercent = value.Percent;
            AvgTurnTime = value.AverageTurnSeconds;
            EstimatedTotalTime = value.EstimatedTotalSeconds;
            EstimatedRemainingTime = value.EstimatedRemainingSeconds;
        }
    }
}
