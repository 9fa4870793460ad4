using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>What a step is trained on, with the turns of its rollouts.</summary>
/// <param name="Trajectories">Those of the rollouts that are trained on, in order.</param>
/// <param name="Pictures">The pictures in them.</param>
internal sealed record StepMaterial(IReadOnlyList<Trajectory> Trajectories, PictureTable Pictures);
