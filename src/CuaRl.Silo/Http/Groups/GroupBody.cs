using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Groups;

/// <summary>A group to start: rollouts of one task. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GroupBody
{
    [Description("Its place in the batch, 0 or more, and its identity there.")]
    public required int GroupNum { get; init; }

    [Description("A task that is stored.")]
    public required string TaskId { get; init; }

    [Description("How many rollouts it has, 1 to 10,000.")]
    public required int NumRollouts { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static GroupRequest Read(JsonBody body)
    {
        var request = new GroupRequest
        {
            GroupNumber = body.Int32("group_num"),
            TaskId = body.Text("task_id", _ => null),
            NumRollouts = body.Int32("num_rollouts"),
        };
        body.ThrowIfInvalid();
        return request;
    }
}
