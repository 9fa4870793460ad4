using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>A rollout was lost, and the training's strategy is to fail then.</summary>
internal sealed class TrainingLostException(string rolloutId, AttemptLostException loss)
    : Exception($"Rollout '{rolloutId}' was lost ({loss.Kind}: {loss.Message}), and rollout_strategy is fail_fast", loss);
