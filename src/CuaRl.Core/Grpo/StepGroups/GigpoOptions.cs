using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>Settings of GiGPO. The defaults are OpenManus-RL's.</summary>
public sealed record GigpoOptions
{
    /// <summary>What a reward is worth one step later (gamma).</summary>
    /// <value>The default is 0.95.</value>
    public double Gamma { get; init; } = 0.95;

    /// <summary>The weight of the step advantage in the sum (step_advantage_w).</summary>
    /// <value>The default is 1.</value>
    public double StepWeight { get; init; } = 1;

    /// <summary>Divide both advantages by sample deviation + 1e-6 (mode <c>mean_std_norm</c>) instead of centring only (<c>mean_norm</c>).</summary>
    /// <value>The default is false.</value>
    public bool DividesByDeviation { get; init; }

    /// <summary>
    /// Take the mean of scores over all steps, so that long rollouts weigh more (compute_mean_std_cross_all_data), instead of over
    /// rollouts.
    /// </summary>
    /// <value>The default is true.</value>
    public bool IsOverAllSteps { get; init; } = true;

    /// <summary>All that is wrong, each as the setting's name and a sentence; empty when nothing is.</summary>
    public ImmutableArray<string> Problems() =>
    [
        .. Gamma is >= 0 and <= 1 ? (string[])[] : ["gamma: must be a number from 0 to 1"],
        .. double.IsFinite(StepWeight) && StepWeight >= 0 ? (string[])[] : ["step_advantage_w: must be a number of 0 or more"],
    ];
}
