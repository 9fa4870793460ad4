using System.ComponentModel;

namespace CuaRl.Silo.Http.Trees;

/// <summary>The state to name.</summary>
internal sealed record TagBody
{
    [Description("A state of the simulation.")]
    public required string StateId { get; init; }
}
