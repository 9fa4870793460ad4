using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A device wanted of a pool. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AcquireBody
{
    [Description("Its identity: sending it again asks on, and gives the same lease. 1 to 128 characters.")]
    public required string LeaseId { get; init; }

    [Description("In whose name: trainings take turns.")]
    public string? TrainingId { get; init; }

    public string? RolloutId { get; init; }

    [Description("Which of the rollout's attempts, from 1; 0 for none.")]
    public int? Attempt { get; init; }

    [Description("How long the lease holds without use or renewal; the pool's own by default.")]
    public double? DurationSeconds { get; init; }

    [Description("How long the lease holds at most, however much it is used; the pool's own by default.")]
    public double? LimitSeconds { get; init; }

    [Description("How long to wait for a device before answering 202, up to 20; 10 by default.")]
    public double? PatienceSeconds { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static AcquireRequest Read(JsonBody body)
    {
        var request = new AcquireRequest
        {
            LeaseId = body.Text("lease_id", _ => null),
            Holder = new DeviceHolder
            {
                TrainingId = body.OptionalText("training_id", _ => null),
                RolloutId = body.OptionalText("rollout_id", _ => null),
                Attempt = body.OptionalInt32("attempt") ?? 0,
            },
            Duration = Seconds.Of(body, "duration_seconds"),
            Limit = Seconds.Of(body, "limit_seconds"),
            Patience = Seconds.Of(body, "patience_seconds"),
        };
        body.ThrowIfInvalid();
        return request;
    }
}
