using CuaRl.Core.Text;

namespace CuaRl.Core.Tasks;

/// <summary>What a task may hold. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class TaskRules
{
    /// <summary>The most tasks that one call stores or chooses, and the most sources, ids or descriptions that it names.</summary>
    public const int MaxTasks = 10_000;

    /// <summary>The longest id, name, category, query, tag or name of an app, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The longest description, prerequisite or URL, in characters.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>The most tags, and prerequisites, of a task.</summary>
    public const int MaxTags = 100;

    /// <summary>The most turns that a task may take.</summary>
    public const int MaxSteps = 9_999;

    private static readonly string[] Difficulties = ["easy", "medium", "hard"];
    private static readonly string[] ValidationTypes = ["state", "screenshot", "api"];

    public static string? Name(string? value) => Text(value, MaxNameLength);

    public static string? OptionalName(string? value) => value is null ? null : Name(value);

    public static string? Description(string? value) => Text(value, MaxTextLength);

    public static string? Steps(int value) => value is >= 1 and <= MaxSteps ? null : $"must be 1 to {MaxSteps}";

    public static string? Difficulty(string? value) => OneOf(value, Difficulties);

    public static string? ValidationType(string? value) => OneOf(value, ValidationTypes);

    public static string? Tags(IReadOnlyCollection<string> values) => values.Count > MaxTags
        ? $"must be at most {MaxTags}, not {values.Count}"
        : values.Select(Name).FirstOrDefault(broken => broken is not null);

    public static string? Prerequisites(IReadOnlyCollection<string> values) => values.Count > MaxTags
        ? $"must be at most {MaxTags}, not {values.Count}"
        : values.Select(Description).FirstOrDefault(broken => broken is not null);

    public static string? Url(string? value) => value is null ? null
        : Text(value, MaxTextLength) is { } broken ? broken
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo == "" ? null
        : "must be an http or https URL without a user's name";

    public static string? Count(int value) => value <= MaxTasks ? null : $"must be at most {MaxTasks}, not {value}";

    public static string? Limit(int? value) => value is < 0 ? "must be 0 or more" : null;

    private static string? Text(string? value, int most) => value switch
    {
        null => "must not be empty",
        _ when value.AsSpan().Trim().IsEmpty => "must not be empty",
        _ when value.Length > most => $"must be at most {most} characters, not {value.Length}",
        _ => PlainText.IsStorable(value) ? null : "must not hold U+0000 or half of a surrogate pair",
    };

    private static string? OneOf(string? value, string[] known) =>
        known.Contains(value) ? null : $"must be one of {string.Join(", ", known)}";
}
