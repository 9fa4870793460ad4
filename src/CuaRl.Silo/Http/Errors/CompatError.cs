using System.ComponentModel;

namespace CuaRl.Silo.Http.Errors;

/// <summary>The error body of the original APIs.</summary>
internal sealed record CompatError
{
    [Description("What happened, for people.")]
    public required string Detail { get; init; }
}
