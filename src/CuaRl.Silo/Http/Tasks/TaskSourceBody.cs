using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>Where tasks come from. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TaskSourceBody
{
    [Description("demo_training, demo_eval, demo_all, ids, custom or database.")]
    public required string SourceType { get; init; }

    [Description("The ids, for 'ids' and, if any, 'database'.")]
    public IReadOnlyList<string>? TaskIds { get; init; }

    [Description("Only of this category.")]
    public string? Category { get; init; }

    [Description("Only of this difficulty.")]
    public string? Difficulty { get; init; }

    [Description("What agents are told to do, for 'custom'; the lines of a file, say.")]
    public IReadOnlyList<string>? CustomTasks { get; init; }

    [Description("How many at most; all by default.")]
    public int? Limit { get; init; }

    [Description("The seed of the choice when there are more; 42 by default, null for the first ones.")]
    public long? Seed { get; init; }

    public static TaskSource Read(JsonPart body)
    {
        var least = new TaskSource { SourceType = "" };
        return new()
        {
            SourceType = body.Text("source_type", NoFile),
            TaskIds = body.Texts("task_ids"),
            Category = body.OptionalText("category", _ => null),
            Difficulty = body.OptionalText("difficulty", _ => null),
            CustomTasks = body.Texts("custom_tasks"),
            Limit = body.OptionalInt32("limit"),
            Seed = body.IsNull("seed") ? null : body.OptionalInteger("seed", long.MinValue) ?? least.Seed,
        };
    }

    /// <summary>A client must not have the service read files of its own machine.</summary>
    private static string? NoFile(string? sourceType) =>
        sourceType == "file" ? "cannot be file here: send the lines of the file as custom_tasks of source_type custom" : null;
}
