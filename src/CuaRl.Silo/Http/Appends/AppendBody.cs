using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.States;

namespace CuaRl.Silo.Http.Appends;

/// <summary>States to append: all of them are stored, in order, or none.</summary>
/// <remarks>The type only describes the body, which <see cref="StateReader"/> reads.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AppendBody
{
    [Description("1 to 4,096 states.")]
    public required IReadOnlyList<StateLine> States { get; init; }

    [Description("The step of the run's last state as you know it, -1 for none; by default wherever the run stands.")]
    public long? ExpectedHead { get; init; }
}
