using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>How far two states are from each other.</summary>
internal sealed record DistanceAnswer
{
    public required string A { get; init; }

    public required string B { get; init; }

    [Description("The steps from one to the other over their common ancestor; null when there is none.")]
    public required long? Distance { get; init; }
}
