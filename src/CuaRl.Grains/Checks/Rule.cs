using System.Text.Json;
using CuaRl.Core.Trainings;

namespace CuaRl.Grains.Checks;

/// <summary>How a rule of Core that is broken becomes an error that names the field.</summary>
internal static class Rule
{
    public static void Keep(string field, string? broken)
    {
        if (broken is not null)
        {
            throw new InvalidRequestException(field, broken);
        }
    }

    /// <summary>A value that its enumeration names, or null for none.</summary>
    public static void KeepDefined<TEnum>(string field, TEnum? value)
        where TEnum : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
        {
            var names = Enum.GetNames<TEnum>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
            throw new InvalidRequestException(field, $"must be one of {string.Join(", ", names)}");
        }
    }

    /// <summary>A JSON object that a record may hold, or null for none.</summary>
    public static void KeepObject(string field, JsonText? value) =>
        Keep(field, value is null ? null : RecordRules.JsonObject(value.Utf8.Span));

    /// <summary>A JSON value that a record may hold, or null for none.</summary>
    public static void KeepValue(string field, JsonText? value) =>
        Keep(field, value is null ? null : RecordRules.JsonValue(value.Utf8.Span));

    /// <summary>A JSON object of any size, or null for none.</summary>
    public static void KeepLargeObject(string field, JsonText? value) =>
        Keep(field, value is null || value.Utf8.Span is [(byte)'{', ..] ? null : "must be a JSON object");
}
