namespace CuaRl;

/// <summary>A task's validator as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ValidatorInfo")]
public sealed record ValidatorInfo
{
    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(0)]
    public required long Number { get; init; }

    /// <summary>What it looks at, such as <c>state</c>.</summary>
    [Id(1)]
    public required string ValidatorType { get; init; }

    /// <summary>The name of the validator; null for one that is but an endpoint.</summary>
    [Id(2)]
    public string? ValidationQuery { get; init; }

    /// <summary><c>built_in</c> for one by name, <c>http</c> for an endpoint.</summary>
    [Id(3)]
    public required string ValidationMethod { get; init; }

    /// <summary>Of an endpoint its <c>url</c>; null for others.</summary>
    [Id(4)]
    public JsonText? Config { get; init; }

    /// <summary>When it was stored.</summary>
    [Id(5)]
    public required DateTimeOffset CreatedAt { get; init; }
}
