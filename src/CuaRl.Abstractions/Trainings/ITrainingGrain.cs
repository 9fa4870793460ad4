using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// One training: a policy that learns over steps, and is evaluated between them. The key is <see
/// cref="GrainKeys.Training"/>.
/// </summary>
[Alias("cuarl.ITrainingGrain")]
public interface ITrainingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the training, or resumes the one of that name: it is initializing then, and goes on after the latest
    /// step that was completed with a checkpoint. Repeating it gives the same.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="SettingsRefusedException">Its config names a provider, and it cannot be driven so; the error names every
    /// fault.</exception>
    /// <exception cref="AlreadyExistsException">One of that name exists with another configuration.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Start")]
    Task<TrainingInfo> Start(TrainingDefinition definition);

    /// <summary>
    /// Makes a training that goes on from the state that was saved after a step of this one: with its weights and optimizer, its seeds and
    /// what its KL penalty draws to, under its configuration with overrides laid over it. Without overrides it repeats this training's later
    /// steps bit by bit. Both go on; the branch's first own step is the next one, and it has neither baseline nor warm start.
    /// Repeating it gives the branch as it stands; it is resumed by its name, as any training.
    /// </summary>
    /// <param name="step">The last step, counted from 0, that both share; it is completed, and a state was saved after it.</param>
    /// <param name="branch">The branch's name, and what it does otherwise.</param>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="SettingsRefusedException">An override is no flag, may not change or breaks a rule; the error names every
    /// fault.</exception>
    /// <exception cref="NoCheckpointException">No state was saved after that step; the error names those that have one.</exception>
    /// <exception cref="TrainingUndrivenException">The service does not drive this training.</exception>
    /// <exception cref="TrainingInactiveException">It is being deleted.</exception>
    /// <exception cref="AlreadyExistsException">One of that name exists that is another training, or a branch of another step or with
    /// other settings.</exception>
    [AlwaysInterleave, Alias("BranchFrom")]
    Task<TrainingInfo> BranchFrom(int step, TrainingBranch branch);

    /// <summary>Creates this training as a branch: what <see cref="BranchFrom"/> of its parent asks of it.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists otherwise.</exception>
    /// <exception cref="NotFoundException">Its parent is gone; nothing stays written.</exception>
    /// <exception cref="TrainingInactiveException">It or its parent is being deleted; nothing stays written.</exception>
    [Alias("StartBranch")]
    Task<TrainingInfo> StartBranch(TrainingDefinition definition, TrainingOrigin origin);

    /// <summary>The training as it stands, with its progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<TrainingInfo> Describe();

    /// <summary>
    /// The training as it is stored, its progress as it was stored last. For who asks often, since it looks at nothing below it; after a
    /// change of silos it may be behind for a moment, as long as nobody writes.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Read")]
    Task<TrainingInfo> Read();

    /// <summary>Says that it runs. Repeating it changes nothing.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Begin")]
    Task<TrainingInfo> Begin();

    /// <summary>Says what it is at, and that its driver is alive.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    [Alias("Report")]
    Task<TrainingInfo> Report(TrainingReport report);

    /// <summary>
    /// Stands still: its rollouts take no turns until it is resumed. Of a large training the answer comes before all are
    /// reached and says how many are not; the rest follows by itself, also when a call or the silo broke off.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Pause")]
    Task<TrainingInfo> Pause(string? actor = null);

    /// <summary>Goes on after a pause. It reaches rollouts as <see cref="Pause"/> does.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Resume")]
    Task<TrainingInfo> Resume(string? actor = null);

    /// <summary>
    /// Gives it up, and with it every batch, group and rollout that has not ended. It reaches them as <see
    /// cref="Pause"/> does rollouts.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Cancel")]
    Task<TrainingInfo> Cancel(string? actor = null, string? reason = null);

    /// <summary>Ends it well. Repeating it gives the first answer.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Complete")]
    Task<TrainingInfo> Complete(string? message = null);

    /// <summary>Ends it badly. Repeating it with the same error gives the first answer.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Fail")]
    Task<TrainingInfo> Fail(string error);

    /// <summary>Starts a step, an evaluation or a baseline. Repeating it gives the batch as it stands.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It was started with other values.</exception>
    [AlwaysInterleave, Alias("StartBatch")]
    Task<BatchInfo> StartBatch(BatchRequest request);

    /// <summary>Takes it out of lists, or back into them.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SetArchived")]
    Task<TrainingInfo> SetArchived(bool isArchived);

    /// <summary>Stores the progress of now in the records of what is under way, where it differs.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SaveProgress")]
    Task<TrainingInfo> SaveProgress();

    /// <summary>
    /// Deletes it with all that belongs to it, of a large training by and by: as <see cref="Pause"/> reaches rollouts.
    /// </summary>
    /// <returns>Null when it is gone, else what is left of it.</returns>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="RunNeededException">A branch or a tag needs one of its trajectories; nothing was
    /// deleted.</exception>
    /// <exception cref="TrainingNeededException">A branch needs a state that it saved; nothing was deleted.</exception>
    /// <exception cref="InvalidTransitionException">It is under way; cancel it first.</exception>
    [Alias("Delete")]
    Task<TrainingInfo?> Delete(string? actor = null);
}
