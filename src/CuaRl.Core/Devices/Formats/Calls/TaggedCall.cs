using System.Text.Json.Nodes;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>Calls as open models write them into their text.</summary>
internal static class TaggedCall
{
    public static EncodedCall Of(string tool, JsonObject arguments)
    {
        var text = Untagged(CallJson.Write(arguments));
        var call = Untagged(CallJson.Write(new JsonObject { ["name"] = tool, ["arguments"] = arguments }));
        return new EncodedCall(tool, text, $"<tool_call>\n{call}\n</tool_call>");
    }

    /// <summary>Text to be typed may hold a tag; escaped, it ends nothing.</summary>
    private static string Untagged(string json) => json.Replace("</", @"<\/", StringComparison.Ordinal);
}
