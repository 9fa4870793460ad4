namespace Orleans.Runtime;

/// <summary>The task scheduler of one activation: what its code starts or awaits comes back as a turn.</summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs turns inside a task of this scheduler, which makes it the current one for the grain's code.</summary>
    public void Execute()
    {
        RuntimeContext.Current = activation;
        try
        {
            var turns = new Task(static state => ((Activation)state!).RunTurns(), activation, TaskCreationOptions.DenyChildAttach);
            turns.RunSynchronously(this);
            turns.GetAwaiter().GetResult();
        }
        finally
        {
            RuntimeContext.Current = null;
        }
    }

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => activation.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => activation.QueuedTasks();
}
