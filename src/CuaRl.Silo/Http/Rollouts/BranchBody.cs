using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>Where a rollout goes on from another one of its group. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BranchBody
{
    [Description("The place in the group of the other one, which began at the reset.")]
    public required int EnvIndex { get; init; }

    [Description("Which of its attempts.")]
    public required int Attempt { get; init; }

    [Description("The last turn in common, 1 or more; the turns up to it are the first ones of this rollout.")]
    public required int Turn { get; init; }

    public static RolloutBranch Read(JsonPart body) => new()
    {
        EnvIndex = body.Int32("env_index"), Attempt = body.Int32("attempt"), Turn = body.Int32("turn"),
    };

    public static BranchBody? From(RolloutBranch? branch) => branch is null
        ? null
        : new() { EnvIndex = branch.EnvIndex, Attempt = branch.Attempt, Turn = branch.Turn };
}
