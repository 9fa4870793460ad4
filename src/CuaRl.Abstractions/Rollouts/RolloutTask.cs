namespace CuaRl;

/// <summary>What a rollout keeps of its task.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutTask")]
public sealed record RolloutTask
{
    /// <summary>The task's id.</summary>
    [Id(0)]
    public required string TaskId { get; init; }

    /// <summary>The task's number.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>The task's own limit of turns.</summary>
    [Id(2)]
    public int? MaxSteps { get; init; }

    /// <summary>The name of the validator; null for a task that cannot be validated.</summary>
    [Id(3)]
    public string? ValidationQuery { get; init; }

    /// <summary>What the validator expects: any JSON value.</summary>
    [Id(4)]
    public JsonText? ExpectedResult { get; init; }
}
