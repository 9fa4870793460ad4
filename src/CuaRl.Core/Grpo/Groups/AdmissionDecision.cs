namespace CuaRl.Core.Grpo.Groups;

/// <summary>What to do with a group now.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Restarts">For <see cref="AdmissionStep.Restart"/>: how many of the lost rollouts to do again.</param>
public readonly record struct AdmissionDecision(AdmissionStep Step, int Restarts = 0);
