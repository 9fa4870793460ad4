using CuaRl.Core.Status;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Groups;

/// <summary>Which status of a group may follow which.</summary>
internal static class GroupTransitions
{
    public static StatusMachine<GroupStatus> Machine { get; } = new(
        (GroupStatus.Pending, GroupStatus.Running),
        (GroupStatus.Pending, GroupStatus.Completed),
        (GroupStatus.Pending, GroupStatus.Failed),
        (GroupStatus.Pending, GroupStatus.Cancelled),
        (GroupStatus.Running, GroupStatus.Completed),
        (GroupStatus.Running, GroupStatus.Failed),
        (GroupStatus.Running, GroupStatus.Cancelled),
        (GroupStatus.Failed, GroupStatus.Running),
        (GroupStatus.Cancelled, GroupStatus.Running));

    public static bool IsEnded(GroupStatus status) =>
        status is GroupStatus.Completed or GroupStatus.Failed or GroupStatus.Cancelled;

    /// <exception cref="InvalidTransitionException">The group cannot go there.</exception>
    public static void Check(GroupState group, GroupStatus next) =>
        Machine.Check("group", group.Id, group.Status, next);
}
