using System.Text.Json;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Validation;

/// <summary>The queries that judge what the agent said when it called finish.</summary>
internal static partial class FinishMessageQueries
{
    private const string AnySize = "storage_size_reported";

    public static IValidationQuery[] All { get; } =
    [
        new ValidationQuery("finish_message_contains", Contains),
        new ValidationQuery("finish_message_contains_size", ContainsSize),
    ];

    private static ValidationCheck Contains(JsonElement expected)
    {
        var part = Expected.Text(expected);
        return ValidationCheck.OfFinishMessage(message => message.Contains(part, StringComparison.Ordinal));
    }

    private static ValidationCheck ContainsSize(JsonElement expected) =>
        Expected.Text(expected) == AnySize ? ValidationCheck.OfFinishMessage(Size().IsMatch) : Contains(expected);

    [GeneratedRegex(@"\d\.?\s*(KB|MB|GB|TB|byte)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
