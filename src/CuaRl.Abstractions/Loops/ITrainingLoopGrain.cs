namespace CuaRl;

/// <summary>
/// Who drives a training, and how far it got: one driver at a time, by a lease with a fencing token. The key is <see
/// cref="GrainKeys.TrainingLoop"/>.
/// </summary>
[Alias("cuarl.ITrainingLoopGrain")]
public interface ITrainingLoopGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes the lease if nobody holds it, or if the driver holds it already: then it gets the same one, longer.
    /// </summary>
    /// <param name="driver">Who wants to drive, 1 to 200 characters: another one for each life of a process.</param>
    /// <param name="duration">How long the lease holds without renewal, 1 s to 1 h.</param>
    /// <returns>The loop as it stands; the lease is the driver's own if it got it.</returns>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Acquire")]
    Task<LoopInfo> Acquire(string driver, TimeSpan duration);

    /// <summary>Holds the lease for as long again.</summary>
    /// <exception cref="DriverLostException">It is not held by that token any more.</exception>
    [Alias("Renew")]
    Task<LoopInfo> Renew(long token);

    /// <summary>Gives the lease back. Repeating it does nothing.</summary>
    [Alias("Release")]
    Task<LoopInfo> Release(long token);

    /// <summary>Notes where the driver stands with its trainer, before it asks it for anything of a step; and holds the lease longer.</summary>
    /// <exception cref="DriverLostException">The lease is not held by that token any more; nothing was written.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Note")]
    Task<LoopInfo> Note(long token, TrainerCursor cursor);

    /// <summary>Notes that steps were taken again on a new session of the trainer, as their batches are recorded.</summary>
    /// <exception cref="DriverLostException">The lease is not held by that token any more; nothing was written.</exception>
    [Alias("NoteReplay")]
    Task<LoopInfo> NoteReplay(long token, LoopReplay replay);

    /// <summary>Stores which tasks were chosen; those that were stored before stay. Holds the lease longer.</summary>
    /// <returns>The loop, with the tasks that hold.</returns>
    /// <exception cref="DriverLostException">The lease is not held by that token any more; nothing was written.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("FixTasks")]
    Task<LoopInfo> FixTasks(long token, TrainingTasks tasks);

    /// <summary>The loop as it stands.</summary>
    [Alias("Describe")]
    Task<LoopInfo> Describe();

    /// <summary>Deletes its record; callers use <see cref="ITrainingGrain.Delete"/>.</summary>
    [Alias("Delete")]
    Task Delete();
}
