namespace CuaRl;

/// <summary>There is nothing by that id.</summary>
[GenerateSerializer, Alias("cuarl.NotFoundException")]
public sealed class NotFoundException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public NotFoundException(string kind, string id)
        : base($"There is no {kind} '{id}'.")
    {
        Kind = kind;
        ResourceId = id;
    }

    /// <summary>What was looked for, such as <c>simulation</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>The id that was looked for.</summary>
    [Id(1)]
    public string ResourceId { get; }
}
