using System.ComponentModel;

namespace CuaRl.Silo.Http.Validation;

/// <summary>One field that breaks a rule, in the shape that clients of the original API know.</summary>
internal sealed record FieldError
{
    public const string UnknownType = "extra_forbidden";
    public const string UnknownMessage = "Extra inputs are not permitted";

    private const int MostShown = 100;

    [Description("The kind of error, such as 'missing' or 'string_type'.")]
    public required string Type { get; init; }

    [Description("Where: 'body', 'query', 'path' or 'header', then the name of the field.")]
    public required IReadOnlyList<string> Loc { get; init; }

    [Description("What is wrong, as a sentence.")]
    public required string Msg { get; init; }

    public static FieldError InBody(string field, string type, string message) => new()
    {
        Type = type,
        Loc = ["body", field],
        Msg = message,
    };

    /// <summary>A setting of a training, which may lie in an object of the body.</summary>
    public static FieldError Of(SettingFault fault) => new()
    {
        Type = "value_error",
        Loc = ["body", .. fault.Setting.Split('.', 2).Select(Shown)],
        Msg = $"Input {fault.Rule}",
    };

    public static FieldError OfBody(string type, string message) => new() { Type = type, Loc = ["body"], Msg = message };

    public static FieldError InQuery(string name, string type, string message) => new()
    {
        Type = type,
        Loc = ["query", name],
        Msg = message,
    };

    public static FieldError InHeader(string name, string type, string message) => new()
    {
        Type = type,
        Loc = ["header", name],
        Msg = message,
    };

    /// <summary>A name of a client's own, which may be as long as its body.</summary>
    public static string Shown(string member) => member.Length <= MostShown ? member : $"{member[..MostShown]}...";
}
