using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>What a training's driver says of it; what is missing stays as it is. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrainingReportBody
{
    [Description("initialization, rollout, training, evaluation, checkpointing, completed or failed.")]
    public string? Phase { get; init; }

    [Description("What it says of itself, at most 10,000 characters.")]
    public string? StatusMessage { get; init; }

    [Description("The last step that was completed.")]
    public int? CurrentStep { get; init; }

    [Description("How many steps it will take, once known.")]
    public int? TotalSteps { get; init; }

    [Description("How many tasks an evaluation has, once known.")]
    public int? EvalTasks { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static TrainingReport Read(JsonBody body)
    {
        var report = new TrainingReport
        {
            Phase = body.OptionalWord<TrainingPhase>("phase"),
            StatusMessage = body.OptionalText("status_message", _ => null),
            CurrentStep = body.OptionalInt32("current_step"),
            TotalSteps = body.OptionalInt32("total_steps"),
            EvalTasks = body.OptionalInt32("eval_tasks"),
        };
        body.ThrowIfInvalid();
        return report;
    }
}
