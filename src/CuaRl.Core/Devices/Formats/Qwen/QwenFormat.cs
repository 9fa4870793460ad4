using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>
/// The tools <c>mobile_use</c> and <c>computer_use</c> of Qwen's models: of Qwen2.5-VL in pixels of the resized picture, of
/// Qwen3-VL in thousandths of the screen, or in 999 parts, as some of its prompts have it.
/// </summary>
internal static class QwenFormat
{
    public const string Kind = "action";
    private const string Mobile = "mobile_use";
    private const string Computer = "computer_use";

    private static readonly (string Family, string Variant, Func<ScreenSize, CoordinateSpace> Space)[] Families =
    [
        ("qwen25", "", CoordinateSpace.Absolute),
        ("qwen3", "", _ => CoordinateSpace.Relative(1000)),
        ("qwen3", "_999", _ => CoordinateSpace.Relative(999)),
    ];

    public static IEnumerable<ActionFormat> All() => Families.SelectMany(family => (ActionFormat[])
    [
        Create(family, Mobile, QwenMobile.Understand, QwenMobileEncoder.Write),
        Create(family, Computer, QwenComputer.Understand, QwenComputerEncoder.Write),
    ]);

    /// <exception cref="FormatException">The status is missing or none.</exception>
    public static ParsedCall.Finish Terminate(CallArguments arguments) => arguments.Text("status") switch
    {
        "success" => new ParsedCall.Finish(IsSuccess: true, arguments.TextOrNull("text") ?? ""),
        "failure" => new ParsedCall.Finish(IsSuccess: false, arguments.TextOrNull("text") ?? ""),
        var other => throw new FormatException($"status: there is no '{other}'; there are success, failure"),
    };

    public static JsonObject Of(string action, params (string Member, JsonNode Value)[] members) =>
        WrittenCall.Of(Kind, action, members);

    private static ActionFormat Create(
        (string Family, string Variant, Func<ScreenSize, CoordinateSpace> Space) family,
        string tool,
        Func<CallArguments, ScreenView, ParsedCall> understand,
        Func<ScreenAction, ScreenView, JsonObject?> write) => new()
    {
        Name = $"{family.Family}_{tool}{family.Variant}",
        SpaceOf = family.Space,
        Tools = ImmutableSortedDictionary<string, string?>.Empty.WithComparers(StringComparer.Ordinal).Add(tool, Kind),
        Read = TextCalls.Read,
        Understand = (_, arguments, view) => understand(arguments, view),
        Write = (action, view) => write(action, view) is { } arguments ? TaggedCall.Of(tool, arguments) : null,
    };
}
