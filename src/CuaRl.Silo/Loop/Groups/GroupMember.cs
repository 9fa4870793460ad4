using CuaRl.Core.Trainings;
using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>How a rollout of a group stands.</summary>
internal sealed class GroupMember(string groupId, int index)
{
    /// <summary>Its place in the group.</summary>
    public int Index => index;

    public string Id { get; } = RecordIds.Rollout(groupId, index);

    /// <summary>Where it goes on from another member; null when it begins at the reset.</summary>
    public RolloutBranch? Branch { get; private set; }

    /// <summary>What is known of it; null before its record was made.</summary>
    public DrivenRollout? Rollout { get; private set; }

    /// <summary>What its attempt was lost to; null when it is under way or ended by itself.</summary>
    public AttemptLostException? Loss { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>It was lost, and may be done again.</summary>
    public bool IsLost => Loss is { IsFinal: false };

    /// <summary>It was lost to what no other attempt helps against.</summary>
    public bool IsGivenUp => Loss is { IsFinal: true };

    /// <summary>It ended by itself, and may count.</summary>
    public bool HasPlayed => HasEnded && Loss is null;

    /// <summary>An earlier driver left it so.</summary>
    public void Known(RolloutInfo info) => (Rollout, Branch, Loss, HasEnded) = (
        new DrivenRollout(info, default),
        info.Definition.Request.Branch,
        info.Status switch
        {
            RolloutStatus.Failed => new AttemptLostException(info.ErrorKind ?? "", new InvalidOperationException(info.ErrorMessage)),
            RolloutStatus.Cancelled => new AttemptLostException("cancelled", new InvalidOperationException("it was given up")),
            _ => null,
        },
        info.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled);

    /// <summary>It is to go on from there; one whose record was made goes on from where that says.</summary>
    public void BranchesAt(RolloutBranch? branch) => Branch = Rollout is null ? branch : Branch;

    public void Ended(DrivenRollout rollout) => (Rollout, Loss, HasEnded) = (rollout, null, true);

    public void Lost(DrivenRollout rollout, AttemptLostException loss) => (Rollout, Loss, HasEnded) = (rollout, loss, true);

    public void Restarted(RolloutInfo info) => (Rollout, Loss, HasEnded) = (new DrivenRollout(info, default), null, false);
}
