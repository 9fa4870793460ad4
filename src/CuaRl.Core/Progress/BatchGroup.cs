namespace CuaRl.Core.Progress;

/// <summary>A group as its batch sees it.</summary>
/// <param name="Group">Its rollouts and plan.</param>
/// <param name="Status">Its status: the recorded one, since an error may have ended it, else the one that follows.</param>
public readonly record struct BatchGroup(GroupProgress Group, WorkStatus Status)
{
    /// <summary>A group with the status that follows from its rollouts.</summary>
    public static BatchGroup Of(in GroupProgress group) => new(group, group.Status ?? WorkStatus.Pending);
}
