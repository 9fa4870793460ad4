namespace CuaRl.Grains.Trainings;

/// <summary>Where a stored training stands.</summary>
/// <param name="Status">Its status.</param>
/// <param name="IsDeleting">It is being deleted.</param>
internal readonly record struct TrainingStanding(TrainingStatus Status, bool IsDeleting)
{
    /// <summary>Whether it takes new batches, groups and rollouts.</summary>
    public bool TakesNew => !IsDeleting && TrainingTransitions.TakesNew(Status);
}
