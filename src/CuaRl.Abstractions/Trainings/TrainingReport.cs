namespace CuaRl;

/// <summary>What its driver says of a training under way. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingReport")]
public sealed record TrainingReport
{
    /// <summary>What it is at.</summary>
    [Id(0)]
    public TrainingPhase? Phase { get; init; }

    /// <summary>What it says of itself, at most 10,000 characters.</summary>
    [Id(1)]
    public string? StatusMessage { get; init; }

    /// <summary>The last step that was completed.</summary>
    [Id(2)]
    public int? CurrentStep { get; init; }

    /// <summary>How many steps it will take, once known.</summary>
    [Id(3)]
    public int? TotalSteps { get; init; }

    /// <summary>How many tasks an evaluation has, once known.</summary>
    [Id(4)]
    public int? EvalTasks { get; init; }
}
