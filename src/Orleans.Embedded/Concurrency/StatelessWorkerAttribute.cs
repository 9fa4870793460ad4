namespace Orleans.Concurrency;

/// <summary>Several activations of one grain work side by side; which of them takes a call is not defined.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    public StatelessWorkerAttribute() : this(-1)
    {
    }

    /// <param name="maxLocalWorkers">Zero or less means one for each processor.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers) =>
        MaxLocal = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;

    internal int MaxLocal { get; }
}
