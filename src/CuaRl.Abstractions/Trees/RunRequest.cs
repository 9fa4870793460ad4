namespace CuaRl;

/// <summary>What a caller says of a run when creating it.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunRequest")]
public sealed record RunRequest
{
    /// <summary>A name for people; 1 to 200 characters, not unique.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The state that the run's history begins with: one outside any run, or one of the same simulation.</summary>
    /// <value>The default is none: the first state appended becomes the root.</value>
    [Id(1)]
    public StateId? RootState { get; init; }

    /// <summary>Free text, at most 10,000 characters.</summary>
    /// <value>The default is none.</value>
    [Id(2)]
    public string? Description { get; init; }

    /// <summary>Settings laid over the simulation's, member by member: a JSON object of at most 64 KiB.</summary>
    /// <value>The default is <c>{}</c>.</value>
    [Id(3)]
    public JsonText ConfigOverrides { get; init; } = JsonText.EmptyObject;

    /// <summary>The identity of the command, 1 to 200 characters: repeating it gives the first answer.</summary>
    /// <value>The default is none: each call makes a run.</value>
    [Id(4)]
    public string? OperationId { get; init; }
}
