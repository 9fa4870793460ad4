using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Grains.Ports;

/// <summary>A loss over datums.</summary>
/// <param name="Datums">The datums; those of one rollout follow each other.</param>
/// <param name="Pictures">The table that codes of pictures in them are of.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Temperature">The temperature that their actions were sampled at.</param>
public sealed record GradientRequest(
    IReadOnlyList<TrainingDatum> Datums, PictureTable Pictures, LossOptions Loss, double Temperature);
