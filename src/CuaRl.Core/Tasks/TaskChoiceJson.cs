using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace CuaRl.Core.Tasks;

/// <summary>
/// Choices of tasks as the original's configuration says them: an object, a list of them, or only the name of a source such as
/// <c>demo_training</c>.
/// </summary>
public static class TaskChoiceJson
{
    /// <summary>Members of those of the original's sources that run Python; they are let pass so that the error names the source.</summary>
    private static readonly string[] OfPython = ["tasks_dir", "train_ratio", "split_type", "task_names"];

    private static readonly string[] Members =
        ["source_type", "task_ids", "category", "difficulty", "file_path", "custom_tasks", "limit", "seed"];

    /// <summary>Reads choices.</summary>
    /// <param name="text">The text.</param>
    /// <param name="readLines">
    /// Reads the lines of a file; not asked where the lines stand as <c>custom_tasks</c> beside the file's path.
    /// </param>
    /// <exception cref="TaskSourceException">It is none; the message names the member.</exception>
    public static ImmutableArray<TaskChoice> Parse(string text, Func<string, ImmutableArray<string>> readLines)
    {
        var json = text.Trim();
        if (!json.StartsWith('{') && !json.StartsWith('['))
        {
            return [new TaskChoice { SourceType = json }];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [Read(document.RootElement, readLines)]
                : [.. document.RootElement.EnumerateArray().Select(source => Read(source, readLines))];
        }
        catch (JsonException error)
        {
            throw new TaskSourceException(TaskSourceErrors.InvalidFormat($"not JSON: {error.Message}"));
        }
    }

    /// <summary>A list that <see cref="Parse"/> reads back, without asking for files.</summary>
    public static string Write(IEnumerable<TaskChoice> choices)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var choice in choices)
            {
                Write(writer, choice);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, TaskChoice choice)
    {
        writer.WriteStartObject();
        writer.WriteString("source_type", choice.SourceType);
        WriteTexts(writer, "task_ids", choice.TaskIds);
        WriteText(writer, "category", choice.Category);
        WriteText(writer, "difficulty", choice.Difficulty);
        WriteText(writer, "file_path", choice.FilePath);
        WriteTexts(writer, "custom_tasks", choice.FileLines ?? choice.CustomTasks);
        WriteText(writer, "tasks_dir", choice.TasksDir);
        if (choice.Limit is { } limit)
        {
            writer.WriteNumber("limit", limit);
        }

        if (choice.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }
        else
        {
            writer.WriteNull("seed");
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static TaskChoice Read(JsonElement source, Func<string, ImmutableArray<string>> readLines)
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
        var descriptions = Texts(source, "custom_tasks");
        var isFile = sourceType == "file" && path is { Length: > 0 };
        return new TaskChoice
        {
            SourceType = sourceType,
            TaskIds = Texts(source, "task_ids"),
            Category = Text(source, "category"),
            Difficulty = Text(source, "difficulty"),
            FilePath = path,
            FileLines = !isFile ? null : descriptions.IsEmpty ? readLines(path!) : descriptions,
            CustomTasks = isFile ? [] : descriptions,
            TasksDir = Text(source, "tasks_dir"),
            Limit = Number(source, "limit") is { } limit ? (int)Math.Clamp(limit, int.MinValue, int.MaxValue) : null,
            Seed = source.TryGetProperty("seed", out _) ? Number(source, "seed") : new TaskChoice { SourceType = "" }.Seed,
        };
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
