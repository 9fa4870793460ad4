using System.ComponentModel;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A branch to make. Fields not named here are ignored.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
internal sealed record CompatBranchRequest
{
    [Description("The run to branch from.")]
    public required string ParentRunId { get; init; }

    [Description("A state of its history.")]
    public required string BranchPointStateId { get; init; }

    [Description("The branch's name, 1 to 200 characters; not unique.")]
    public required string NewRunName { get; init; }

    [Description("Settings laid over those of the parent, member by member: a JSON object of at most 64 KiB.")]
    public JsonText? ConfigOverrides { get; init; }

    [Description("Free text, at most 10,000 characters; by default it says where the run branched off.")]
    public string? Description { get; init; }

    /// <summary>Reads the body; ids as text, since a malformed one is one that does not exist.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (BranchRequest Request, string Parent, string Point) Read(JsonBody body, string? operationId)
    {
        var parent = body.Text("parent_run_id", _ => null);
        var point = body.Text("branch_point_state_id", _ => null);
        var request = new BranchRequest
        {
            Name = body.Text("new_run_name", SimulationRules.Name),
            ConfigOverrides = body.OptionalObject("config_overrides", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
            Description = body.OptionalText("description", SimulationRules.Description),
            OperationId = operationId,
        };
        body.ThrowIfInvalid();
        return (request, parent, point);
    }
}
