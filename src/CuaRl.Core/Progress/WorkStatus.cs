namespace CuaRl.Core.Progress;

/// <summary>The status that follows from the parts of a group, a batch or a training.</summary>
public enum WorkStatus
{
    Pending,
    Running,
    Completed,
    Failed,
}
