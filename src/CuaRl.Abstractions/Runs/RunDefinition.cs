namespace CuaRl;

/// <summary>What a run is from its creation on; none of it ever changes.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunDefinition")]
public sealed record RunDefinition
{
    /// <summary>The simulation; null for states that belong to none yet.</summary>
    [Id(0)]
    public string? SimulationId { get; init; }

    /// <summary>A name for people; 1 to 200 characters, not unique.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Free text, at most 10,000 characters.</summary>
    /// <value>The default is none.</value>
    [Id(2)]
    public string? Description { get; init; }

    /// <summary>The run that it branched from; null when it is no branch.</summary>
    [Id(3)]
    public string? ParentRunId { get; init; }

    /// <summary>The state that its own first state follows, on another run or detached; null for a run with a root of its own.</summary>
    [Id(4)]
    public StateId? StartsAfter { get; init; }

    /// <summary>The step at which its history begins for those who read it: that of its root.</summary>
    [Id(5)]
    public long OriginStep { get; init; }

    /// <summary>Settings that differ from the simulation's, those of all runs it branched from included: a JSON object.</summary>
    /// <value>The default is <c>{}</c>.</value>
    [Id(6)]
    public JsonText ConfigOverrides { get; init; } = JsonText.EmptyObject;

    /// <summary>True for states that were stored outside any run; such a definition is never listed as a run.</summary>
    /// <value>The default is false.</value>
    [Id(7)]
    public bool IsDetached { get; init; }
}
