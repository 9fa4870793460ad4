using System.ComponentModel;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run to create at a state that is there. Fields not named here are ignored.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
internal sealed record CompatRunRequest
{
    [Description("A name for people, 1 to 200 characters; not unique.")]
    public required string Name { get; init; }

    [Description("The state that its history begins with.")]
    public required string RootStateId { get; init; }

    [Description("Free text, at most 10,000 characters.")]
    public string? Description { get; init; }

    [Description("Settings laid over the simulation's, member by member: a JSON object of at most 64 KiB.")]
    public JsonText? ConfigOverrides { get; init; }

    /// <summary>Reads the body; the root as text, since a malformed one is one that does not exist.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (RunRequest Request, string Root) Read(JsonBody body, string? operationId)
    {
        var root = body.Text("root_state_id", _ => null);
        var request = new RunRequest
        {
            Name = body.Text("name", SimulationRules.Name),
            Description = body.OptionalText("description", SimulationRules.Description),
            ConfigOverrides = body.OptionalObject("config_overrides", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
            OperationId = operationId,
        };
        body.ThrowIfInvalid();
        return (request, root);
    }
}
