using System.Text.Json.Nodes;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>Calls as open models write them into their text.</summary>
internal static class TaggedCall
{
    public static EncodedCall Of(string tool, JsonObject arguments)
    {
        var text = CallJson.Write(arguments);
        var call = CallJson.Write(new JsonObject { ["name"] = tool, ["arguments"] = arguments });
        return new EncodedCall(tool, text, $"<tool_call>\n{call}\n</tool_call>");
    }
}
