namespace CuaRl;

/// <summary>A training to make of a saved state of another.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingBranch")]
public sealed record TrainingBranch
{
    /// <summary>Its name, which is its identity as that of any training: 1 to 200 characters, unique.</summary>
    [Id(0)]
    public required string RunName { get; init; }

    /// <summary>
    /// Flags by name, such as <c>learning_rate</c> or <c>max_steps</c>, laid over the configuration of the training that is branched
    /// from: a JSON object of at most 64 KiB. What stays is kept byte for byte.
    /// </summary>
    /// <value>The default is <c>{}</c>: the branch repeats what its parent does.</value>
    [Id(1)]
    public JsonText Overrides { get; init; } = JsonText.EmptyObject;
}
