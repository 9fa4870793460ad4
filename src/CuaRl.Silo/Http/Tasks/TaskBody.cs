using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>A task to store. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TaskBody
{
    [Description("1 to 200 characters, unique.")]
    public required string TaskId { get; init; }

    public required string Name { get; init; }

    [Description("What the agent is told to do.")]
    public required string Description { get; init; }

    [Description("'easy', 'medium' (default) or 'hard'.")]
    public string? Difficulty { get; init; }

    [Description("'system' (default), 'navigation', 'settings', 'app', 'input', or one of your own.")]
    public string? Category { get; init; }

    [Description("How many turns it may take; 10 by default.")]
    public int? MaxSteps { get; init; }

    [Description("'state' (default), 'screenshot' or 'api'.")]
    public string? ValidationType { get; init; }

    [Description("The name of the validator; without one its rollouts are masked.")]
    public string? ValidationQuery { get; init; }

    [Description("What the validator expects: any JSON value.")]
    public JsonText? ExpectedResult { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Prerequisites { get; init; }

    public string? AppName { get; init; }

    [Description("Where it was loaded from.")]
    public string? SourceType { get; init; }

    [Description("The HTTP endpoint that validates it, if one does.")]
    public string? ValidatorUrl { get; init; }

    public static TaskDefinition Read(JsonPart body)
    {
        var least = new TaskDefinition { TaskId = "", Name = "", Description = "" };
        return new()
        {
            TaskId = body.Text("task_id", _ => null),
            Name = body.Text("name", _ => null),
            Description = body.Text("description", _ => null),
            Difficulty = body.OptionalText("difficulty", _ => null) ?? least.Difficulty,
            Category = body.OptionalText("category", _ => null) ?? least.Category,
            MaxSteps = body.OptionalInt32("max_steps") ?? least.MaxSteps,
            ValidationType = body.OptionalText("validation_type", _ => null) ?? least.ValidationType,
            ValidationQuery = body.OptionalText("validation_query", _ => null),
            ExpectedResult = body.OptionalValue("expected_result", SimulationRules.JsonValue),
            Tags = body.Texts("tags"),
            Prerequisites = body.Texts("prerequisites"),
            AppName = body.OptionalText("app_name", _ => null),
            SourceType = body.OptionalText("source_type", _ => null),
            ValidatorUrl = body.OptionalText("validator_url", _ => null),
        };
    }
}
