using System.Text.Json;

namespace CuaRl.Silo.Tests.Durability.Training;

/// <summary>A training as it is sent over HTTP.</summary>
internal static class TrainingBody
{
    public static object Of(TrainingDefinition definition) => new
    {
        run_name = definition.RunName,
        model_name = definition.ModelName,
        lora_rank = definition.LoraRank,
        learning_rate = definition.LearningRate,
        group_size = definition.GroupSize,
        groups_per_batch = definition.GroupsPerBatch,
        max_turns = definition.MaxTurns,
        seed = definition.Seed,
        box_type = definition.BoxType,
        eval_every = definition.EvalEvery,
        save_every = definition.SaveEvery,
        max_concurrent_rollouts = definition.MaxConcurrentRollouts,
        config = JsonDocument.Parse(definition.Config.Utf8).RootElement,
    };
}
