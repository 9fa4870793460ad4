using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Seeds;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>A group to roll out.</summary>
internal sealed record GroupPlan
{
    public required BatchInfo Batch { get; init; }

    /// <summary>An earlier driver may have begun it.</summary>
    public required bool IsTakenUp { get; init; }

    /// <summary>Its place in the batch.</summary>
    public required int Number { get; init; }

    public required TaskDefinition Task { get; init; }

    /// <summary>How many rollouts begin at the reset.</summary>
    public required int Size { get; init; }

    /// <summary>How many more go on from one of those.</summary>
    public required int Siblings { get; init; }

    /// <summary>How many steps the policy has taken that plays it.</summary>
    public required int PolicyStep { get; init; }

    /// <summary>What the seeds of its rollouts are for.</summary>
    public required SeedUse Use { get; init; }

    /// <summary>What becomes of rollouts that are lost.</summary>
    public required GroupAdmission Admission { get; init; }
}
