using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>Tasks to store. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TaskSaveBody
{
    public required IReadOnlyList<TaskBody> Tasks { get; init; }

    [Description("True to give tasks that are there these values; by default they stay as they are.")]
    public bool? Replaces { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (ImmutableArray<TaskDefinition> Tasks, bool Replaces) Read(JsonBody body)
    {
        ImmutableArray<TaskDefinition> tasks = [.. body.Parts("tasks").Select(TaskBody.Read)];
        var replaces = body.OptionalBoolean("replaces") ?? false;
        body.ThrowIfInvalid();
        return (tasks, replaces);
    }
}
