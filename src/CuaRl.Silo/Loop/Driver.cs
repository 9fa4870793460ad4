namespace CuaRl.Silo.Loop;

/// <summary>The lease by which one process drives a training.</summary>
internal sealed class Driver(ITrainingLoopGrain loop, LoopInfo taken, Patience patience)
{
    /// <summary>The fencing token.</summary>
    public long Token { get; } = taken.Token;

    /// <summary>Where the driver before stood with its trainer; null for nowhere.</summary>
    public TrainerCursor? Cursor { get; private set; } = taken.Cursor;

    /// <summary>Which tasks a driver before chose; null for none yet.</summary>
    public TrainingTasks? Tasks { get; } = taken.Tasks;

    /// <exception cref="DriverLostException">Another one drives the training.</exception>
    public async Task NoteAsync(TrainerCursor cursor, CancellationToken cancellationToken) =>
        Cursor = (await patience.RepeatAsync(() => loop.Note(Token, cursor), cancellationToken)).Cursor;

    /// <exception cref="DriverLostException">Another one drives the training.</exception>
    public Task NoteReplayAsync(LoopReplay replay, CancellationToken cancellationToken) =>
        patience.RepeatAsync(() => loop.NoteReplay(Token, replay), cancellationToken);

    /// <summary>Stores which tasks were chosen, unless a driver before did.</summary>
    /// <returns>The tasks that hold.</returns>
    /// <exception cref="DriverLostException">Another one drives the training.</exception>
    public async Task<TrainingTasks> FixTasksAsync(TrainingTasks tasks, CancellationToken cancellationToken) =>
        (await patience.RepeatAsync(() => loop.FixTasks(Token, tasks), cancellationToken)).Tasks!;

    /// <exception cref="DriverLostException">Another one drives the training.</exception>
    public Task RenewAsync() => loop.Renew(Token);

    /// <summary>Looks whether another one took the training over, before something that no token fences.</summary>
    /// <exception cref="DriverLostException">It did.</exception>
    public async Task RequireAsync()
    {
        var present = await loop.Describe();
        if (present.Token != Token)
        {
            throw new DriverLostException(present.TrainingId, Token, present.Token);
        }
    }

    public Task ReleaseAsync() => loop.Release(Token);
}
