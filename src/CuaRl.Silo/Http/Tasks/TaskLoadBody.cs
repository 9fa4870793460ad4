using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>Sources to choose tasks from. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TaskLoadBody
{
    [Description("In their order; a task that two of them give comes twice.")]
    public required IReadOnlyList<TaskSourceBody> Sources { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static ImmutableArray<TaskSource> Read(JsonBody body)
    {
        ImmutableArray<TaskSource> sources = [.. body.Parts("sources").Select(TaskSourceBody.Read)];
        body.ThrowIfInvalid();
        return sources;
    }
}
