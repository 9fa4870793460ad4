using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>Judges a rollout again by its task as it is now, over what the last judgement of a validator recorded.</summary>
internal static class Rejudgement
{
    /// <exception cref="InvalidRequestException">It cannot be judged again: the task has no validator, or too little was recorded.</exception>
    public static async Task<ValidationReport> RunAsync(
        RolloutInfo rollout, IGrainFactory grains, IValidators validators, CancellationToken cancellationToken)
    {
        var task = await FindTaskAsync(rollout.Definition.Group.Task, grains, cancellationToken);
        var recorded = rollout.Validations.LastOrDefault(
            validation => validation.Source != ValidationSource.Override && validation.Report.Details is not null);
        var report = await validators.RevalidateAsync(
            task, recorded?.Report.Details, rollout.Outcome?.FinishMessage, cancellationToken);
        return report switch
        {
            null => throw new InvalidRequestException("validation_query", $"names no validator that could judge task '{task.TaskId}'"),
            { Success: null } => throw new InvalidRequestException(
                "details", $"is not enough to judge again: {report.ErrorMessage ?? "the validator says neither success nor failure"}"),
            _ => report,
        };
    }

    /// <summary>The task of the catalogue; what the rollout keeps of it when it is not there.</summary>
    private static async Task<TaskDefinition> FindTaskAsync(
        RolloutTask kept, IGrainFactory grains, CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.GetTaskCatalog().Get(kept.TaskId, cancellationToken)).Definition;
        }
        catch (NotFoundException)
        {
            return new TaskDefinition
            {
                TaskId = kept.TaskId,
                Name = kept.TaskId,
                Description = "",
                ValidationQuery = kept.ValidationQuery,
                ExpectedResult = kept.ExpectedResult,
            };
        }
    }
}
