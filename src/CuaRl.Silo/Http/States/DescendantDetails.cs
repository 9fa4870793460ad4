using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>How much lies below a state, itself not counted.</summary>
internal sealed record DescendantDetails
{
    public required string StateId { get; init; }

    [Description("The states below it.")]
    public required long States { get; init; }

    [Description("Those of them that nothing follows; the state itself when it has nothing below.")]
    public required long Leaves { get; init; }

    [Description("The runs that start below it or at it.")]
    public required long Runs { get; init; }
}
