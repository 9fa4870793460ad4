using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A task for an agent.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskDefinition")]
public sealed record TaskDefinition
{
    /// <summary>Its id, 1 to 200 characters, unique.</summary>
    [Id(0)]
    public required string TaskId { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>What the agent is told to do.</summary>
    [Id(2)]
    public required string Description { get; init; }

    /// <summary><c>easy</c>, <c>medium</c> or <c>hard</c>.</summary>
    /// <value>The default is <c>medium</c>.</value>
    [Id(3)]
    public string Difficulty { get; init; } = "medium";

    /// <summary>
    /// <c>system</c>, <c>navigation</c>, <c>settings</c>, <c>app</c> or <c>input</c>, or a user's own.
    /// </summary>
    /// <value>The default is <c>system</c>.</value>
    [Id(4)]
    public string Category { get; init; } = "system";

    /// <summary>How many turns it may take, 1 to 9,999.</summary>
    /// <value>The default is 10.</value>
    [Id(5)]
    public int MaxSteps { get; init; } = 10;

    /// <summary><c>state</c>, <c>screenshot</c> or <c>api</c>.</summary>
    /// <value>The default is <c>state</c>.</value>
    [Id(6)]
    public string ValidationType { get; init; } = "state";

    /// <summary>The name of the validator; null for none.</summary>
    [Id(7)]
    public string? ValidationQuery { get; init; }

    /// <summary>What the validator expects: any JSON value.</summary>
    [Id(8)]
    public JsonText? ExpectedResult { get; init; }

    /// <summary>What people call it by.</summary>
    /// <value>The default is none.</value>
    [Id(9)]
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What must hold before.</summary>
    /// <value>The default is none.</value>
    [Id(10)]
    public ImmutableArray<string> Prerequisites { get; init; } = [];

    /// <summary>The app it is about.</summary>
    [Id(11)]
    public string? AppName { get; init; }

    /// <summary>Where it was loaded from, such as <c>demo_training</c>.</summary>
    [Id(12)]
    public string? SourceType { get; init; }

    /// <summary>The HTTP endpoint that validates it, if one does.</summary>
    [Id(13)]
    public string? ValidatorUrl { get; init; }
}
