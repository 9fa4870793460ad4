using System.ComponentModel;
using System.Text.Json.Serialization;

namespace CuaRl.Silo.Http.Trees;

/// <summary>The state to name.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TagBody
{
    [Description("A state of the simulation.")]
    public required string StateId { get; init; }
}
