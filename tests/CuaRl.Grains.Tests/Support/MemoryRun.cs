using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Tests.Support;

/// <summary>A run in <see cref="MemoryRuns"/>.</summary>
internal sealed class MemoryRun(Guid id, RunState record)
{
    public Guid Id => id;

    /// <summary>The record as it was stored last.</summary>
    public RunState Record { get; set; } = record;

    public long First => Record.BranchStep + 1;

    public long Head => Record.BranchStep + States.Count;

    public List<StoredState> States { get; } = [];

    public Dictionary<Guid, (Guid Hash, long Last, DateTimeOffset CreatedAt)> Operations { get; } = [];

    public bool Owns(long step) => step >= First && step <= Head;
}
