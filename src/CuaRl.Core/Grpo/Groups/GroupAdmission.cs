namespace CuaRl.Core.Grpo.Groups;

/// <summary>Decides when a group enters a batch, so that a loss to infrastructure is never taken for a reward of 0.</summary>
public sealed record GroupAdmission
{
    /// <summary>The strategies by name.</summary>
    public static NameTable<GroupStrategy> Names { get; } = new(
        "group strategy",
        (GroupStrategy.FailFast, ["fail_fast"]),
        (GroupStrategy.Retry, ["retry", "retry_on_failure"]),
        (GroupStrategy.MinimumViable, ["minimum_viable", "min_viable_group"]));

    /// <summary>The strategy.</summary>
    /// <value>The default is <see cref="GroupStrategy.FailFast"/>, as tinker-cookbook's.</value>
    public GroupStrategy Strategy { get; init; }

    /// <summary>The members that a whole group has.</summary>
    public required int GroupSize { get; init; }

    /// <summary>How often members may be done again, counted over the whole group.</summary>
    /// <value>The default is 3; 0 for never.</value>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Those that can be done again no more are missing, and the others count; where nothing is said, the group is dropped then.</summary>
    public bool KeepsTheRest { get; init; }

    /// <summary>How many members must end by themselves: ceil(0.75 GroupSize) for minimum_viable, else all.</summary>
    public int Floor => Strategy == GroupStrategy.MinimumViable ? ((3 * GroupSize) + 3) / 4 : GroupSize;

    /// <summary>What to do with a group that stands so.</summary>
    /// <exception cref="ArgumentException">The counts do not add up to <see cref="GroupSize"/>.</exception>
    public AdmissionDecision Decide(GroupTally group)
    {
        if (group.Ended + group.Running + group.Lost + group.GivenUp != GroupSize)
        {
            throw new ArgumentException($"{group} does not add up to a group of {GroupSize}", nameof(group));
        }

        var missing = Floor - group.Ended - group.Running;
        var left = Math.Min(MaxRetries - group.Retries, group.Lost);
        return group.Lost > 0 && Strategy == GroupStrategy.FailFast ? new AdmissionDecision(AdmissionStep.FailTraining)
            : missing > left && missing > 0 && !KeepsTheRest ? new AdmissionDecision(AdmissionStep.Drop)
            : missing > 0 && left > 0 ? new AdmissionDecision(AdmissionStep.Restart, Math.Min(missing, left))
            : group.Running > 0 ? new AdmissionDecision(AdmissionStep.Wait)
            : new AdmissionDecision(AdmissionStep.Admit);
    }
}
