namespace CuaRl;

/// <summary>The id is taken by something created with other content. Repeating a creation with the same content is no error.</summary>
[GenerateSerializer, Alias("cuarl.AlreadyExistsException")]
public sealed class AlreadyExistsException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public AlreadyExistsException(string kind, string id)
        : base(kind == "tag"
            ? $"The tag '{id}' is another state's; take it away first, or use another name."
            : $"The {kind} '{id}' exists with other content; use a new id or a new Idempotency-Key for a new {kind}.")
    {
        Kind = kind;
        ResourceId = id;
    }

    /// <summary>What exists, such as <c>simulation</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>The id that is taken.</summary>
    [Id(1)]
    public string ResourceId { get; }
}
