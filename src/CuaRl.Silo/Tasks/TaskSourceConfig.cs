using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Tasks;

/// <summary>
/// Reads where tasks come from, as the original's configuration says it: an object, a list of them, or only the name of a source
/// such as <c>demo_training</c>. Files are read here, in the process that was given the configuration.
/// </summary>
internal static class TaskSourceConfig
{
    /// <summary>Those of the original's sources that run Python.</summary>
    private static readonly string[] OfPython = ["tasks_dir", "train_ratio", "split_type", "task_names"];

    private static readonly string[] Members =
        ["source_type", "task_ids", "category", "difficulty", "file_path", "custom_tasks", "limit", "seed"];

    /// <exception cref="TaskSourceException">It is none; the message names the member.</exception>
    public static ImmutableArray<TaskSource> Parse(string text)
    {
        var json = text.Trim();
        if (!json.StartsWith('{') && !json.StartsWith('['))
        {
            return [new TaskSource { SourceType = json }];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [Read(document.RootElement)]
                : [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (JsonException error)
        {
            throw new TaskSourceException(TaskSourceErrors.InvalidFormat($"not JSON: {error.Message}"));
        }
    }

    private static TaskSource Read(JsonElement source)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            throw new TaskSourceException(TaskSourceErrors.InvalidFormat($"a source is an object, not {source.GetRawText()}"));
        }

        if (source.EnumerateObject().Select(member => member.Name).Except(Members).Except(OfPython).FirstOrDefault() is { } unknown)
        {
            throw new TaskSourceException($"'{unknown}' is no member of a task source; there are {string.Join(", ", Members)}");
        }

        var sourceType = Text(source, "source_type") ?? throw new TaskSourceException("source_type: must be given");
        var path = Text(source, "file_path");
        return new TaskSource
        {
            SourceType = sourceType,
            TaskIds = Texts(source, "task_ids"),
            Category = Text(source, "category"),
            Difficulty = Text(source, "difficulty"),
            FilePath = path,
            CustomTasks = sourceType == "file" && path is { Length: > 0 } ? Lines(path) : Texts(source, "custom_tasks"),
            Limit = Number(source, "limit") is { } limit ? (int)Math.Clamp(limit, int.MinValue, int.MaxValue) : null,
            Seed = source.TryGetProperty("seed", out _) ? Number(source, "seed") : new TaskSource { SourceType = "" }.Seed,
        };
    }

    private static ImmutableArray<string> Lines(string path)
    {
        try
        {
            return [.. File.ReadAllText(path).Split('\n')];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TaskSourceException(TaskSourceErrors.FileNotFound(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TaskSourceException($"Task file cannot be read: {error.Message}");
        }
    }

    private static JsonElement? Find(JsonElement source, string name) =>
        source.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement source, string name) => Find(source, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw new TaskSourceException($"{name}: must be text"),
    };

    private static long? Number(JsonElement source, string name) => Find(source, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        _ => throw new TaskSourceException($"{name}: must be a whole number"),
    };

    private static ImmutableArray<string> Texts(JsonElement source, string name)
    {
        if (Find(source, name) is not { } list)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new TaskSourceException($"{name}: must be a list of texts");
    }
}
