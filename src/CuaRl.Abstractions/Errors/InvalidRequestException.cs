namespace CuaRl;

/// <summary>A field of the request breaks a rule. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.InvalidRequestException")]
public sealed class InvalidRequestException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public InvalidRequestException(string field, string rule)
        : base($"{field}: {rule}")
    {
        Field = field;
        Rule = rule;
    }

    /// <summary>The field by its HTTP name, such as <c>agent_config</c>.</summary>
    [Id(0)]
    public string Field { get; }

    /// <summary>The rule that it breaks, as a sentence.</summary>
    [Id(1)]
    public string Rule { get; }
}
