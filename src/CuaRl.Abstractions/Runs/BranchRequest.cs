namespace CuaRl;

/// <summary>What a caller says of a branch when making it.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BranchRequest")]
public sealed record BranchRequest
{
    /// <summary>The branch's name; 1 to 200 characters, not unique.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The step of the run's history to branch at. Exactly one of this and <see cref="State"/> is given.</summary>
    [Id(1)]
    public long? Step { get; init; }

    /// <summary>The state of the run's history to branch at. Exactly one of this and <see cref="Step"/> is given.</summary>
    [Id(2)]
    public StateId? State { get; init; }

    /// <summary>Settings laid over those of the run, member by member: a JSON object of at most 64 KiB.</summary>
    /// <value>The default is <c>{}</c>.</value>
    [Id(3)]
    public JsonText ConfigOverrides { get; init; } = JsonText.EmptyObject;

    /// <summary>Free text, at most 10,000 characters.</summary>
    /// <value>The default, for an empty text too, says which run it branched from and at which step.</value>
    [Id(4)]
    public string? Description { get; init; }

    /// <summary>The identity of the command, 1 to 200 characters: repeating it gives the first answer.</summary>
    /// <value>The default is none: each call makes a branch.</value>
    [Id(5)]
    public string? OperationId { get; init; }
}
