using System.Collections.Immutable;
using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// One episode of an agent at a task, in one attempt or several. Its turns are states of a run in the training's state
/// tree. The key is <see cref="GrainKeys.Rollout"/>.
/// </summary>
[Alias("cuarl.IRolloutGrain")]
public interface IRolloutGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the rollout with its first attempt; callers use <see cref="IGroupGrain.StartRollout"/>. Repeating it
    /// gives the rollout as it stands.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists with another definition.</exception>
    /// <exception cref="NotFoundException">There is no such turn of the rollout that it is to go on from; nothing was
    /// written.</exception>
    [Alias("Create")]
    Task<RolloutInfo> Create(RolloutDefinition definition);

    /// <summary>The rollout as it stands.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<RolloutInfo> Describe();

    /// <summary>Says what it is at, and what became of its device.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="AttemptOverException">The attempt that is named is not the present one; nothing was written.</exception>
    [Alias("Report")]
    Task<RolloutInfo> Report(RolloutReport report, int? attempt = null);

    /// <summary>
    /// Stores what the environment showed first. Repeating it with the same content gives the first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="RunNotActiveException">The rollout takes no turns: it is paused or has ended; nothing was
    /// written.</exception>
    /// <exception cref="OperationReusedException">The reset is stored with other content; nothing was
    /// written.</exception>
    [AlwaysInterleave, Alias("RecordReset")]
    Task<TurnReceipt> RecordReset(ResetObservation observation, int? attempt = null);

    /// <summary>
    /// Stores a turn; the answer comes when it is durable. Repeating it with the same content gives the first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TurnOutOfOrderException">It is not the next turn; nothing was written.</exception>
    /// <exception cref="RunNotActiveException">The rollout takes no turns: it is paused or has ended; nothing was
    /// written.</exception>
    /// <exception cref="OperationReusedException">That turn is stored with other content; nothing was
    /// written.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; repeat the call.</exception>
    [AlwaysInterleave, Alias("RecordTurn")]
    Task<TurnReceipt> RecordTurn(TurnContent turn, int? attempt = null);

    /// <summary>
    /// Stores turns that follow each other, all of them or none; the answer comes when they are durable. Repeating it with the same
    /// turns gives the first answer.
    /// </summary>
    /// <returns>The receipt of the last of them.</returns>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="TurnOutOfOrderException">The first is not the next turn; nothing was written.</exception>
    /// <exception cref="RunNotActiveException">The rollout takes no turns: it is paused or has ended; nothing was
    /// written.</exception>
    /// <exception cref="OperationReusedException">Those turns are stored with other content; nothing was
    /// written.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; repeat the call.</exception>
    [AlwaysInterleave, Alias("RecordTurns")]
    Task<TurnReceipt> RecordTurns(ImmutableArray<TurnContent> turns, int? attempt = null);

    /// <summary>A page of the turns of an attempt.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="RunPrunedException">They were deleted.</exception>
    [AlwaysInterleave, Alias("GetTurns")]
    Task<TurnPage> GetTurns(TurnQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Loses the present attempt to a device or the service and begins another, pending again, on a run of its own. An attempt that
    /// is named and was lost before is not lost again: the answer is the rollout as it stands.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    [Alias("FailAttempt")]
    Task<RolloutInfo> FailAttempt(string errorKind, string error, int? attempt = null);

    /// <summary>Takes up a rollout that failed or was given up, with another attempt.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="TrainingInactiveException">The training is paused, was given up or is being deleted; nothing
    /// was written.</exception>
    [Alias("Retry")]
    Task<RolloutInfo> Retry();

    /// <summary>
    /// Ends it with its judgement and reward. Repeating it with the same outcome gives the first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="AttemptOverException">The attempt that is named is not the present one; nothing was written.</exception>
    [Alias("Complete")]
    Task<RolloutInfo> Complete(RolloutOutcome outcome, int? attempt = null);

    /// <summary>Ends it without a reward: it was lost, and counts nowhere.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    /// <exception cref="AttemptOverException">The attempt that is named is not the present one; nothing was written.</exception>
    [Alias("Fail")]
    Task<RolloutInfo> Fail(string errorKind, string error, int? attempt = null);

    /// <summary>Gives it up.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Cancel")]
    Task<RolloutInfo> Cancel();

    /// <summary>Takes turns no more, or again; callers use <see cref="ITrainingGrain.Pause"/>.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [Alias("SetPaused")]
    Task<RolloutInfo> SetPaused(bool isPaused);

    /// <summary>A person's judgement, which counts from now on. The recorded reward stays unless asked.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Override")]
    Task<RolloutInfo> Override(ValidationOverride judgement);

    /// <summary>A later judgement by the validator, which counts from now on. The recorded reward stays.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It cannot go there from where it stands; nothing was
    /// written.</exception>
    [Alias("Revalidate")]
    Task<RolloutInfo> Revalidate(ValidationReport report);

    /// <summary>Deletes its trajectories and its record; callers use <see cref="ITrainingGrain.Delete"/>.</summary>
    /// <exception cref="RunNeededException">A branch or a tag needs one of its trajectories; nothing was
    /// deleted.</exception>
    [Alias("Delete")]
    Task Delete();
}
