using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Batches;

/// <summary>What a batch's driver says of it; what is missing stays as it is. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchReportBody
{
    [Description("Of a step: rollout_collecting, rollout_running or training; of others: running. Ends have routes of their own.")]
    public string? Status { get; init; }

    [Description(BatchDetails.Phases)]
    public string? Phase { get; init; }

    [Description("What it says of itself, at most 10,000 characters.")]
    public string? StatusMessage { get; init; }

    [Description("How many optimizer steps are done.")]
    public int? CompletedSubsteps { get; init; }

    [Description("How many there will be.")]
    public int? TotalSubsteps { get; init; }

    [Description("What the step trains on, fixed before the trainer is asked for the first time: a JSON object, stored once.")]
    public JsonText? TrainedOn { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static BatchReport Read(JsonBody body)
    {
        var report = new BatchReport
        {
            Status = body.OptionalWord<BatchStatus>("status"),
            Phase = body.OptionalWord<BatchPhase>("phase"),
            StatusMessage = body.OptionalText("status_message", _ => null),
            CompletedSubsteps = body.OptionalInt32("completed_substeps"),
            TotalSubsteps = body.OptionalInt32("total_substeps"),
            TrainedOn = body.OptionalObject("trained_on", _ => null),
        };
        body.ThrowIfInvalid();
        return report;
    }
}
