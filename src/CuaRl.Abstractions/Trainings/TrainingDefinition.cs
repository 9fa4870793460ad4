namespace CuaRl;

/// <summary>All that configures a training; none of it changes once it is stored.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingDefinition")]
public sealed record TrainingDefinition
{
    /// <summary>Its name, which is its identity: 1 to 200 characters, unique. The same name again resumes it.</summary>
    [Id(0)]
    public string? RunName { get; init; }

    /// <summary>The base model, such as <c>Qwen/Qwen3-VL-30B-A3B-Instruct</c>; 1 to 200 characters.</summary>
    [Id(1)]
    public required string ModelName { get; init; }

    /// <summary>Where its logs lie, for people.</summary>
    [Id(2)]
    public string? LogPath { get; init; }

    /// <summary>The rank of the LoRA adapter, 1 or more.</summary>
    /// <value>The default is 32.</value>
    [Id(3)]
    public int LoraRank { get; init; } = 32;

    /// <summary>The learning rate, a positive number.</summary>
    /// <value>The default is 1e-5.</value>
    [Id(4)]
    public double LearningRate { get; init; } = 1e-5;

    /// <summary>The rollouts of one step as the trainer counts them; null for <see cref="GroupsPerBatch"/>.</summary>
    [Id(5)]
    public int? BatchSize { get; init; }

    /// <summary>How many rollouts of one task form a group, 1 to 10,000.</summary>
    /// <value>The default is 4.</value>
    [Id(6)]
    public int GroupSize { get; init; } = 4;

    /// <summary>How many groups a step has, 1 to 10,000.</summary>
    /// <value>The default is 2.</value>
    [Id(7)]
    public int GroupsPerBatch { get; init; } = 2;

    /// <summary>How many tokens a response may have, 1 or more.</summary>
    /// <value>The default is 2,048.</value>
    [Id(8)]
    public int MaxTokens { get; init; } = 2048;

    /// <summary>The sampling temperature, 0 or more.</summary>
    /// <value>The default is 1.</value>
    [Id(9)]
    public double Temperature { get; init; } = 1.0;

    /// <summary>The weight of the KL penalty in the reward, 0 or more.</summary>
    /// <value>The default is 0.</value>
    [Id(10)]
    public double KlPenaltyCoefficient { get; init; } = 0.0;

    /// <summary>How many optimizer steps a step takes, 1 or more.</summary>
    /// <value>The default is 1.</value>
    [Id(11)]
    public int NumSubsteps { get; init; } = 1;

    /// <summary>
    /// How many turns a rollout may take, 1 to 9,999. The lower of this and the task's own limit applies.
    /// </summary>
    /// <value>The default is 20.</value>
    [Id(12)]
    public int MaxTurns { get; init; } = 20;

    /// <summary>The seed of all that is chosen at random.</summary>
    /// <value>The default is 0.</value>
    [Id(13)]
    public long Seed { get; init; } = 0;

    /// <summary>The kind of device: <c>android</c> or <c>linux</c>, or another that a driver offers.</summary>
    /// <value>The default is <c>android</c>.</value>
    [Id(14)]
    public string BoxType { get; init; } = "android";

    /// <summary>How prompts are rendered; null for the model's own way.</summary>
    [Id(15)]
    public string? RendererName { get; init; }

    /// <summary>The project at Weights &amp; Biases, for people.</summary>
    [Id(16)]
    public string? WandbProject { get; init; }

    /// <summary>The name at Weights &amp; Biases, for people.</summary>
    [Id(17)]
    public string? WandbName { get; init; }

    /// <summary>After how many steps the policy is evaluated; 0 for never.</summary>
    /// <value>The default is 10.</value>
    [Id(18)]
    public int EvalEvery { get; init; } = 10;

    /// <summary>After how many steps a full checkpoint is saved; 0 for never.</summary>
    /// <value>The default is 10.</value>
    [Id(19)]
    public int SaveEvery { get; init; } = 10;

    /// <summary>How many steps it will take, from the length of its data set; null while unknown.</summary>
    [Id(20)]
    public int? TotalSteps { get; init; }

    /// <summary>How many tasks an evaluation has; null while unknown.</summary>
    [Id(21)]
    public int? EvalTasks { get; init; }

    /// <summary>The name of the reward function: one built in or one that the service was given.</summary>
    /// <value>The default is <c>binary</c>: 1 for a validated success, else 0.</value>
    [Id(22)]
    public string RewardFunction { get; init; } = "binary";

    /// <summary>How many rollouts run at once, 1 to 10,000; time estimates divide by it.</summary>
    /// <value>The default is 8.</value>
    [Id(23)]
    public int MaxConcurrentRollouts { get; init; } = 8;

    /// <summary>Whatever else configures it: a JSON object.</summary>
    /// <value>The default is <c>{}</c>.</value>
    [Id(24)]
    public JsonText Config { get; init; } = JsonText.EmptyObject;
}
