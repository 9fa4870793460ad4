using CuaRl.Core.Environments;

namespace CuaRl.Silo.Commands.Env;

/// <summary>One step of a rollout.</summary>
/// <param name="Action">The action that led here; null at the beginning.</param>
/// <param name="State">The environment's state, in full precision.</param>
/// <param name="Observation">What an agent sees of it.</param>
/// <param name="Outcome">What the action brought.</param>
internal sealed record RolloutStep(int? Action, JsonText State, JsonText Observation, EnvironmentStep Outcome);
