using Orleans.Concurrency;

namespace CuaRl;

/// <summary>A step, an evaluation or a baseline of a training. The key is <see cref="GrainKeys.Batch"/>.</summary>
[Alias("cuarl.IBatchGrain")]
public interface IBatchGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the batch; callers use <see cref="ITrainingGrain.StartBatch"/>. Repeating it gives the batch as it
    /// stands.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists with another definition.</exception>
    [Alias("Create")]
    Task<BatchInfo> Create(BatchDefinition definition);

    /// <summary>The batch as it stands, with its progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<BatchInfo> Describe();

    /// <summary>Starts a group. Repeating it gives the group as it stands.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It was started with other values.</exception>
    [AlwaysInterleave, Alias("StartGroup")]
    Task<GroupInfo> StartGroup(GroupRequest request);

    /// <summary>Says what it is at.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Report")]
    Task<BatchInfo> Report(BatchReport report);

    /// <summary>
    /// Ends it well, with the statistics of its rollouts. Repeating it with the same result gives the first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="UnfinishedException">Some of its groups have not ended; nothing was written.</exception>
    [Alias("Complete")]
    Task<BatchInfo> Complete(BatchResult result);

    /// <summary>Ends it badly.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Fail")]
    Task<BatchInfo> Fail(string error);

    /// <summary>Gives it up, and with it every group and rollout that has not ended.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Cancel")]
    Task<BatchInfo> Cancel();

    /// <summary>Takes up a batch that failed or was given up.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    [Alias("Reopen")]
    Task<BatchInfo> Reopen();

    /// <summary>Stores its progress, where it differs.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SaveProgress")]
    Task<BatchInfo> SaveProgress(ProgressInfo progress);

    /// <summary>Deletes its record; callers use <see cref="ITrainingGrain.Delete"/>.</summary>
    [Alias("Delete")]
    Task Delete();
}
