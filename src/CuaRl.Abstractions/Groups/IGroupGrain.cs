using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// Rollouts of one task by one policy, whose rewards are compared. The key is <see cref="GrainKeys.Group"/>.
/// </summary>
[Alias("cuarl.IGroupGrain")]
public interface IGroupGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the group; callers use <see cref="IBatchGrain.StartGroup"/>. Repeating it gives the group as it stands.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists with another definition.</exception>
    [Alias("Create")]
    Task<GroupInfo> Create(GroupDefinition definition);

    /// <summary>The group as it stands, with its progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<GroupInfo> Describe();

    /// <summary>Starts a rollout. Repeating it gives the rollout as it stands.</summary>
    /// <exception cref="NotFoundException">There is none by that id, or no such turn of the rollout that it is to go on
    /// from; nothing was written.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It was started with other values.</exception>
    [AlwaysInterleave, Alias("StartRollout")]
    Task<RolloutInfo> StartRollout(RolloutRequest request);

    /// <summary>
    /// Ends it with the statistics of its rollouts: completed if any of them is, else failed. Repeating it gives the
    /// first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="UnfinishedException">Some of its rollouts have not ended; nothing was written.</exception>
    [Alias("Complete")]
    Task<GroupInfo> Complete();

    /// <summary>Ends it badly.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Fail")]
    Task<GroupInfo> Fail(string error);

    /// <summary>Gives it up, and with it every rollout that has not ended.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Cancel")]
    Task<GroupInfo> Cancel();

    /// <summary>Takes up a group that failed or was given up.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    [Alias("Reopen")]
    Task<GroupInfo> Reopen();

    /// <summary>Stores its progress, where it differs.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SaveProgress")]
    Task<GroupInfo> SaveProgress(ProgressInfo progress, int completedRollouts);

    /// <summary>
    /// Stores statistics over those that it ended with, where they differ; its batch does, when it ends, so that both count the
    /// same. A group that ended without any keeps none.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SaveStatistics")]
    Task<GroupInfo> SaveStatistics(RewardStatistics statistics);

    /// <summary>Deletes its record; callers use <see cref="ITrainingGrain.Delete"/>.</summary>
    [Alias("Delete")]
    Task Delete();
}
