using System.ComponentModel;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>A task as it is stored.</summary>
internal sealed record TaskDetails
{
    public required string TaskId { get; init; }

    [Description("Its number, for clients that hold integer ids.")]
    public required long Number { get; init; }

    public required string Name { get; init; }

    [Description("What the agent is told to do.")]
    public required string Description { get; init; }

    public required string Difficulty { get; init; }

    public required string Category { get; init; }

    [Description("How many turns it may take.")]
    public required int MaxSteps { get; init; }

    public required string ValidationType { get; init; }

    [Description("The name of the validator; null for none.")]
    public required string? ValidationQuery { get; init; }

    public required JsonText? ExpectedResult { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Prerequisites { get; init; }

    public required string? AppName { get; init; }

    public required string? SourceType { get; init; }

    public required string? ValidatorUrl { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static TaskDetails From(TaskInfo task) => new()
    {
        TaskId = task.Definition.TaskId,
        Number = task.Number,
        Name = task.Definition.Name,
        Description = task.Definition.Description,
        Difficulty = task.Definition.Difficulty,
        Category = task.Definition.Category,
        MaxSteps = task.Definition.MaxSteps,
        ValidationType = task.Definition.ValidationType,
        ValidationQuery = task.Definition.ValidationQuery,
        ExpectedResult = task.Definition.ExpectedResult,
        Tags = task.Definition.Tags,
        Prerequisites = task.Definition.Prerequisites,
        AppName = task.Definition.AppName,
        SourceType = task.Definition.SourceType,
        ValidatorUrl = task.Definition.ValidatorUrl,
        CreatedAt = UtcTimestamp.Format(task.CreatedAt),
        UpdatedAt = UtcTimestamp.Format(task.UpdatedAt),
    };
}
