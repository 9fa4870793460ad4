using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A branch to make, at a step or at a state. Fields not named here are refused.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BranchBody
{
    [Description("The branch's name, 1 to 200 characters; not unique.")]
    public required string Name { get; init; }

    [Description("The step of the run's history to branch at; either this or state_id.")]
    public long? Step { get; init; }

    [Description("The state of the run's history to branch at; either this or step.")]
    public string? StateId { get; init; }

    [Description("Settings laid over those of the run, member by member: a JSON object of at most 64 KiB.")]
    public JsonText? ConfigOverrides { get; init; }

    [Description("Free text, at most 10,000 characters; by default it says where the run branched off.")]
    public string? Description { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    /// <exception cref="MalformedIdException">The state cannot be one.</exception>
    public static BranchRequest Read(JsonBody body, string? operationId)
    {
        var state = body.OptionalText("state_id", _ => null);
        var request = new BranchRequest
        {
            Name = body.Text("name", SimulationRules.Name),
            Step = body.OptionalInteger("step", 0),
            ConfigOverrides = body.OptionalObject("config_overrides", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
            Description = body.OptionalText("description", SimulationRules.Description),
            OperationId = operationId,
        };
        body.ThrowIfInvalid();
        if (request.Step is null == state is null)
        {
            body.Reject("step", "Input must name a step or a state_id, and not both");
            body.ThrowIfInvalid();
        }

        return request with { State = state is null ? null : CuaRl.StateId.Parse(state) };
    }
}
