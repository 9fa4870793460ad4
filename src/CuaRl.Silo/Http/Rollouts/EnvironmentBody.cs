using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>What became of a rollout's device; what is missing stays as it is. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EnvironmentBody
{
    [Description("pending, creating, running, terminated or error.")]
    public required string Status { get; init; }

    [Description("The provider's id of the box.")]
    public string? BoxId { get; init; }

    public string? BoxType { get; init; }

    public string? StatusMessage { get; init; }

    [Description("Why it was lost.")]
    public string? ErrorMessage { get; init; }

    [Description("How it was made: a JSON object of at most 64 KiB.")]
    public JsonText? Config { get; init; }

    public static EnvironmentReport Read(JsonPart body) => new()
    {
        Status = body.Word<EnvironmentStatus>("status"),
        BoxId = body.OptionalText("box_id", _ => null),
        BoxType = body.OptionalText("box_type", _ => null),
        StatusMessage = body.OptionalText("status_message", _ => null),
        ErrorMessage = body.OptionalText("error_message", _ => null),
        Config = body.OptionalObject("config", SimulationRules.JsonObject),
    };
}
