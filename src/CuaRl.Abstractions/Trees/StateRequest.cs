namespace CuaRl;

/// <summary>A state to store outside any run.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StateRequest")]
public sealed record StateRequest
{
    /// <summary>The state that it follows.</summary>
    /// <value>The default is none: it is a root.</value>
    [Id(0)]
    public StateId? Parent { get; init; }

    /// <summary>What it holds.</summary>
    [Id(1)]
    public required StateContent Content { get; init; }

    /// <summary>The identity of the command, 1 to 200 characters: repeating it gives the first answer.</summary>
    /// <value>The default is none: each call stores a state.</value>
    [Id(2)]
    public string? OperationId { get; init; }
}
