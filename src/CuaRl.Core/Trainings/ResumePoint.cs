namespace CuaRl.Core.Trainings;

/// <summary>Where a training goes on.</summary>
/// <param name="StartStep">The step to take next.</param>
/// <param name="CheckpointPath">The checkpoint to load, with the optimizer's state; null to begin anew.</param>
public readonly record struct ResumePoint(int StartStep, string? CheckpointPath)
{
    /// <summary>After a step that has completed.</summary>
    public static ResumePoint After(int step, string checkpointPath) => new(step + 1, checkpointPath);

    /// <summary>After the latest step that has completed and has a checkpoint; at the beginning when there is none.</summary>
    public static ResumePoint Of(IEnumerable<(int Step, bool IsCompleted, string? CheckpointPath)> steps)
    {
        var latest = default(ResumePoint);
        foreach (var (step, isCompleted, checkpointPath) in steps)
        {
            if (isCompleted && checkpointPath is not null && step >= latest.StartStep)
            {
                latest = After(step, checkpointPath);
            }
        }

        return latest;
    }
}
