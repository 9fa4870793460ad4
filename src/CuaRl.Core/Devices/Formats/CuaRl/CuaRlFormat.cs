using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CuaRl.Core.Devices.Formats.Calls;

namespace CuaRl.Core.Devices.Formats.CuaRl;

/// <summary>The tools of cua_rl: <c>action</c>, <c>wait</c> and <c>finish</c>, called in text or by a chat completion.</summary>
internal static class CuaRlFormat
{
    public const string Act = "action";
    public const string Wait = "wait";
    public const string Kind = "action_type";
    private const string Finish = "finish";
    private const double ShortestWait = 0.1;
    private const double LongestWait = 60;
    private const double UsualWait = 1;

    public static ActionFormat Create() => new()
    {
        Name = "cua_rl",
        SpaceOf = CoordinateSpace.Absolute,
        Tools = ImmutableSortedDictionary<string, string?>.Empty
            .WithComparers(StringComparer.Ordinal)
            .Add(Act, Kind).Add(Wait, null).Add(Finish, null),
        Read = TextCalls.Read,
        Understand = Understand,
        Write = (action, view) => CuaRlEncoder.Write(action, view) is var (tool, arguments)
            ? TaggedCall.Of(tool, arguments)
            : null,
    };

    public static EncodedCall WriteFinish(string message) => TaggedCall.Of(
        Finish, message.Length == 0
            ? new JsonObject { ["success"] = true }
            : new JsonObject { ["success"] = true, ["result_message"] = message });

    private static ParsedCall Understand(string tool, CallArguments arguments, ScreenView view) => tool switch
    {
        Wait => new ParsedCall.Act(
            [new ScreenAction.Wait(arguments.Seconds("duration", ShortestWait, LongestWait, UsualWait))]),
        Finish => new ParsedCall.Finish(arguments.Truth("success"), arguments.TextOrNull("result_message") ?? ""),
        _ => CuaRlActions.Understand(arguments, view),
    };
}
