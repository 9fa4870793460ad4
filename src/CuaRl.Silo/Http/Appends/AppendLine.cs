using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Errors;

namespace CuaRl.Silo.Http.Appends;

/// <summary>A line of the answer to a stream of states: an acknowledgement, or as the last line why the stream ended early.</summary>
internal sealed record AppendLine
{
    [Description("The step of a state that is durable.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Step { get; init; }

    [Description("Its id.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [Description("The first line, counted from 1, that is not stored.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Line { get; init; }

    [Description("Where the run ends then, as far as it is known: go on from there.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Head { get; init; }

    [Description("Why the stream ended early.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Problem? Error { get; init; }
}
