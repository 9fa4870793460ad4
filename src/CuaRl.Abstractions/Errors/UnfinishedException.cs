using System.Globalization;

namespace CuaRl;

/// <summary>Something cannot end, since parts of it have not. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.UnfinishedException")]
public sealed class UnfinishedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public UnfinishedException(string kind, string id, string parts, int unfinished)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The {kind} '{id}' has {unfinished} {parts} that have not ended; complete, fail or cancel them first."))
    {
        Kind = kind;
        ResourceId = id;
        Unfinished = unfinished;
    }

    /// <summary>What cannot end, such as <c>group</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>Its id.</summary>
    [Id(1)]
    public string ResourceId { get; }

    /// <summary>How many parts have not ended.</summary>
    [Id(2)]
    public int Unfinished { get; }
}
