using System.Collections.Immutable;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Grpo.Staleness;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>All that a training by the loop follows, resolved: no setting of it is left to anybody's default.</summary>
/// <remarks>Each setting has the name of its flag in brackets where it is another than its own in snake case.</remarks>
public sealed record LoopConfiguration
{
    /// <summary>Who trains (provider): <c>embedded</c> or <c>tinker</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Where the trainer's API is (base_url); null for the trainer's own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The base model; of the embedded trainer <c>embedded/linear</c> or <c>embedded/hidden-N</c>, N units in its layer.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model whose tokenizer is used (model_name_for_tokenizer); null for <see cref="ModelName"/>'s.</summary>
    public string? TokenizerModelName { get; init; }

    /// <summary>How prompts are rendered; null for the model's usual way.</summary>
    public string? RendererName { get; init; }

    /// <summary>The rank of the adapter; 1 where the trainer has none.</summary>
    public required int LoraRank { get; init; }

    public required double LearningRate { get; init; }

    public required int NumSubsteps { get; init; }

    /// <summary>The kind of device, which is the pool's name too.</summary>
    public required string BoxType { get; init; }

    /// <summary>Which tasks are trained on.</summary>
    public required ImmutableArray<TaskChoice> Tasks { get; init; }

    /// <summary>Which tasks are evaluated on; none for no evaluation.</summary>
    public required ImmutableArray<TaskChoice> EvalTasks { get; init; }

    /// <summary>How often the tasks are gone through.</summary>
    public required int Epochs { get; init; }

    /// <summary>How many steps there are at most; null for as many as the tasks make.</summary>
    public int? MaxSteps { get; init; }

    public required int GroupSize { get; init; }

    public required int GroupsPerBatch { get; init; }

    /// <summary>Rollouts of each task in an evaluation and the baseline.</summary>
    public required int EvalGroupSize { get; init; }

    public required int MaxTurns { get; init; }

    public required TimeSpan MaxTurnTime { get; init; }

    public required TimeSpan MaxTaskTime { get; init; }

    /// <summary>The most tokens of a response; of no meaning to the embedded trainer.</summary>
    public required int MaxTokens { get; init; }

    public required double Temperature { get; init; }

    public required long Seed { get; init; }

    /// <summary>How a reward becomes an advantage (advantage).</summary>
    public required AdvantageRule Advantage { get; init; }

    /// <summary>Whether turns that saw the same screen are compared with each other, too.</summary>
    public bool Gigpo { get; init; }

    /// <summary>What a reward is worth one turn earlier, where turns are compared.</summary>
    public required double GigpoGamma { get; init; }

    /// <summary>What an advantage among turns counts beside that of the whole rollout.</summary>
    public required double StepAdvantageWeight { get; init; }

    public required bool RemoveConstantRewardGroups { get; init; }

    /// <summary>How a step decides what it trains on.</summary>
    public StepRules StepRules => new(Advantage, RemoveConstantRewardGroups)
    {
        Gigpo = Gigpo
            ? new GigpoOptions
            {
                Gamma = GigpoGamma, StepWeight = StepAdvantageWeight, DividesByDeviation = Advantage == AdvantageRule.Std,
            }
            : null,
        KeepsOneConstant = MaxStepsOffPolicy is null or 0 || PipelineDepth == 0,
        HasSiblings = BranchRollouts > 0,
        BranchWeight = StepAdvantageWeight,
    };

    /// <summary>The loss with its bounds and aggregation (loss_fn, clip_low_threshold, clip_high_threshold, loss_aggregation, ...).</summary>
    public required LossOptions Loss { get; init; }

    /// <summary>The weight of the penalty (kl_penalty_coef); 0 for none.</summary>
    public required double KlPenaltyCoefficient { get; init; }

    public required double KlDiscountFactor { get; init; }

    /// <summary>The sampler weights that the penalty draws to; null for those before the first step.</summary>
    public string? KlReferenceCheckpoint { get; init; }

    public required bool ComputePostKl { get; init; }

    /// <summary>What becomes of groups that lose rollouts (rollout_strategy).</summary>
    public required GroupStrategy Strategy { get; init; }

    /// <summary>How often a group's lost rollouts are done again at most.</summary>
    public required int MaxRetries { get; init; }

    public required int MaxConcurrentRollouts { get; init; }

    /// <summary>How many steps old the policy of a rollout may be at most when it is trained on; null for a synchronous training.</summary>
    public int? MaxStepsOffPolicy { get; init; }

    /// <summary>For how many steps ahead groups are started; null for <see cref="StalenessBound"/>'s default.</summary>
    public int? PipelineDepth { get; init; }

    /// <summary>How far rollouts may run ahead of the steps that train on them; a synchronous training's do not.</summary>
    public StalenessBound Staleness => new() { MaxStepsOffPolicy = MaxStepsOffPolicy ?? 0, PipelineDepth = PipelineDepth };

    /// <summary>How many siblings continue from a turn of a recorded rollout; 0 for none.</summary>
    public int BranchRollouts { get; init; }

    /// <summary>The turn that they continue from; null for the middle of the rollout.</summary>
    public int? BranchTurn { get; init; }

    /// <summary>How often there is an evaluation, in steps; 0 for never.</summary>
    public required int EvalEvery { get; init; }

    /// <summary>How often the state is saved, in steps; 0 for at the end only.</summary>
    public required int SaveEvery { get; init; }

    public required bool SkipBaseline { get; init; }

    public required bool BaselineOnly { get; init; }

    /// <summary>Whether the policy learns from demonstrations first.</summary>
    public required bool WarmStart { get; init; }

    /// <summary>The share of sampled episodes that may succeed at the end of the warm start.</summary>
    public required double WarmStartUpTo { get; init; }

    /// <summary>Weights to begin with, without their optimizer; null for first ones.</summary>
    public string? LoadCheckpointPath { get; init; }

    /// <summary>The name of the reward function.</summary>
    public required string RewardFunction { get; init; }
}
