using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Runs;

/// <summary>A run to create. Fields not named here are refused.</summary>
/// <remarks>The type only describes the body; it is read field by field, so that all mistakes are found at once.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RunBody
{
    [Description("A name for people, 1 to 200 characters; not unique.")]
    public required string Name { get; init; }

    [Description("The state that its history begins with; by default the first state appended becomes its root.")]
    public string? RootStateId { get; init; }

    [Description("Free text, at most 10,000 characters.")]
    public string? Description { get; init; }

    [Description("Settings laid over the simulation's, member by member: a JSON object of at most 64 KiB.")]
    public JsonText? ConfigOverrides { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    /// <exception cref="MalformedIdException">The root cannot be a state.</exception>
    public static RunRequest Read(JsonBody body, string? operationId)
    {
        var root = body.OptionalText("root_state_id", _ => null);
        var request = new RunRequest
        {
            Name = body.Text("name", SimulationRules.Name),
            Description = body.OptionalText("description", SimulationRules.Description),
            ConfigOverrides = body.OptionalObject("config_overrides", SimulationRules.JsonObject) ?? JsonText.EmptyObject,
            OperationId = operationId,
        };
        body.ThrowIfInvalid();
        return request with { RootState = root is null ? null : StateId.Parse(root) };
    }
}
