using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Adapters.Postgres.ReadModel;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>A task as its table holds it: what is JSON at the original's is text.</summary>
internal static partial class TaskRow
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns =
        """
        id, task_id, name, description, difficulty, category, max_steps, validation_type, validation_query, expected_result,
        tags, prerequisites, app_name, source_type, validator_url, created_at, updated_at
        """;

    /// <summary>Adds the values in the order of the columns, from the task's id to its validator's URL.</summary>
    public static NpgsqlParameterCollection Bind(NpgsqlParameterCollection parameters, TaskDefinition task) => parameters
        .With(task.TaskId).With(task.Name).With(task.Description).With(task.Difficulty).With(task.Category).With(task.MaxSteps)
        .With(task.ValidationType).With(task.ValidationQuery).With(task.ExpectedResult?.ToString())
        .With(Write(task.Tags)).With(Write(task.Prerequisites)).With(task.AppName).With(task.SourceType).With(task.ValidatorUrl);

    public static TaskInfo Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new TaskInfo
        {
            Number = row.Long(),
            Definition = new TaskDefinition
            {
                TaskId = row.Text(),
                Name = row.Text(),
                Description = row.Text(),
                Difficulty = row.Text(),
                Category = row.Text(),
                MaxSteps = row.Integer(),
                ValidationType = row.Text(),
                ValidationQuery = row.TextOrNull(),
                ExpectedResult = row.TextOrNull() is { } expected ? JsonText.Parse(expected) : null,
                Tags = Names(row.Text()),
                Prerequisites = Names(row.Text()),
                AppName = row.TextOrNull(),
                SourceType = row.TextOrNull(),
                ValidatorUrl = row.TextOrNull(),
            },
            CreatedAt = row.Instant(),
            UpdatedAt = row.Instant(),
        };
    }

    private static string Write(ImmutableArray<string> names) =>
        JsonSerializer.Serialize(names.IsDefault ? [] : names, NamesContext.Default.ImmutableArrayString);

    private static ImmutableArray<string> Names(string json) =>
        JsonSerializer.Deserialize(json, NamesContext.Default.ImmutableArrayString);

    [JsonSerializable(typeof(ImmutableArray<string>))]
    private sealed partial class NamesContext : JsonSerializerContext;
}
