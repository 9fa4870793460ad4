using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// One run: a chain of states, of its own or branched off another run's. States are only ever appended. The key is
/// <see cref="GrainKeys.Run"/>.
/// </summary>
[Alias("cuarl.IRunGrain")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the run under its id; repeating it with the same definition gives the first answer. Callers use
    /// <see cref="IStateTreeGrain.CreateRun"/> and <see cref="BranchFrom"/>, which work the definition out.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists with another definition.</exception>
    /// <exception cref="NotFoundException">The state to start after does not exist.</exception>
    /// <exception cref="RunPrunedException">The state to start after was deleted.</exception>
    [Alias("Create")]
    Task<RunInfo> Create(RunDefinition definition);

    /// <summary>Appends states; the answer comes when they are durable. Appends of one run may be outstanding together.</summary>
    /// <exception cref="NotFoundException">There is no such run, or a blob that a state names is not stored.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="StaleHeadException">The run's head is not where the caller expects it; nothing was written.</exception>
    /// <exception cref="RunNotActiveException">The run takes no states; nothing was written.</exception>
    /// <exception cref="OperationReusedException">The operation id was used with other content; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; repeat the call with the same operation id.</exception>
    [AlwaysInterleave, Alias("Append")]
    Task<AppendReceipt> Append(AppendRequest request);

    /// <summary>A page of the run's history, inherited states included.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidRequestException">The query is out of range.</exception>
    /// <exception cref="RunPrunedException">States in the page were deleted.</exception>
    [AlwaysInterleave, Alias("GetStates")]
    Task<StatePage> GetStates(StateQuery query, CancellationToken cancellationToken = default);

    /// <summary>The run's history up to its head at the time of the call, inherited states included.</summary>
    /// <param name="from">The first step wanted.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="RunPrunedException">States were deleted on the way.</exception>
    [AlwaysInterleave, Alias("StreamStates")]
    IAsyncEnumerable<StoredState> StreamStates(long from = 0, CancellationToken cancellationToken = default);

    /// <summary>Stops taking states until <see cref="Resume"/>; a paused run stays as it is.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidTransitionException">The run has ended.</exception>
    [Alias("Pause")]
    Task<RunInfo> Pause();

    /// <summary>Takes states again; an active run stays as it is.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidTransitionException">The run has ended.</exception>
    [Alias("Resume")]
    Task<RunInfo> Resume();

    /// <summary>Ends the run well. Repeating it with the same reward gives the first answer.</summary>
    /// <param name="totalReward">The total reward: any JSON value, at most 64 KiB, or null.</param>
    /// <param name="expectedHead">The step of the last state as the caller knows it; null for wherever the run stands.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidTransitionException">The run has ended otherwise.</exception>
    /// <exception cref="StaleHeadException">The head is elsewhere; nothing was written.</exception>
    [Alias("Complete")]
    Task<RunInfo> Complete(JsonText? totalReward = null, long? expectedHead = null);

    /// <summary>Ends the run badly. Repeating it with the same reason gives the first answer.</summary>
    /// <param name="reason">Why; 1 to 10,000 characters.</param>
    /// <param name="expectedHead">The step of the last state as the caller knows it; null for wherever the run stands.</param>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidTransitionException">The run has ended otherwise.</exception>
    /// <exception cref="StaleHeadException">The head is elsewhere; nothing was written.</exception>
    [Alias("Fail")]
    Task<RunInfo> Fail(string reason, long? expectedHead = null);

    /// <summary>
    /// Says anew how a run ended, and not where: for an owner whose own record of the end came to be another one than the run
    /// was told, since a call broke off between both. Repeating it changes nothing.
    /// </summary>
    /// <param name="totalReward">What it earned in all; any JSON value.</param>
    /// <param name="failureReason">Why it failed; null when it was completed.</param>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="InvalidTransitionException">It has not ended, or was pruned; nothing was written.</exception>
    [Alias("Amend")]
    Task<RunInfo> Amend(JsonText? totalReward = null, string? failureReason = null);

    /// <summary>
    /// Deletes the run's own states. States that it inherited stay, and so does the run's record, as pruned. A run that is
    /// pruned stays as it is.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="RunNeededException">Another run's history or a tag holds one of its states; nothing was deleted.</exception>
    [Alias("Prune")]
    Task<RunInfo> Prune();

    /// <summary>The run as it stands.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    [AlwaysInterleave, Alias("Describe")]
    Task<RunInfo> Describe();

    /// <summary>
    /// Starts a new run at a state of this one's history. Both go on independently: nothing is copied, and this run is not
    /// changed. It takes the same time at any depth.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such run or state.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule, or the state is not on this run's history; nothing was written.</exception>
    /// <exception cref="AlreadyExistsException">The operation id was used for another branch; nothing was written.</exception>
    /// <exception cref="RunPrunedException">The state was deleted.</exception>
    [AlwaysInterleave, Alias("BranchFrom")]
    Task<RunInfo> BranchFrom(BranchRequest request);
}
