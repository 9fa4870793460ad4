namespace CuaRl;

/// <summary>Something cannot go from the status it has to the one asked for. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.InvalidTransitionException")]
public sealed class InvalidTransitionException : CuaRlException
{
    /// <summary>Makes the error; statuses are given by their stored names, such as <c>completed</c>.</summary>
    public InvalidTransitionException(string kind, string id, string from, string to)
        : base(from == to
            ? $"The {kind} '{id}' is {to} already, with other values; nothing was written."
            : $"The {kind} '{id}' is {from} and cannot become {to}; nothing was written.")
    {
        Kind = kind;
        ResourceId = id;
        From = from;
        To = to;
    }

    /// <summary>What it is, such as <c>run</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>Its id.</summary>
    [Id(1)]
    public string ResourceId { get; }

    /// <summary>The status that it has.</summary>
    [Id(2)]
    public string From { get; }

    /// <summary>The status that was asked for.</summary>
    [Id(3)]
    public string To { get; }
}
