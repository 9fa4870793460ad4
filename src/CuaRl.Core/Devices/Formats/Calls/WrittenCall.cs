using System.Text.Json.Nodes;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>Parts of calls as models write them.</summary>
internal static class WrittenCall
{
    /// <summary>Arguments that begin with the kind of the action.</summary>
    public static JsonObject Of(string kind, string action, params (string Member, JsonNode Value)[] members)
    {
        var call = new JsonObject { [kind] = action };
        foreach (var (member, value) in members)
        {
            call[member] = value;
        }

        return call;
    }

    /// <summary>A point as an array of two numbers.</summary>
    public static JsonArray At(ScreenPoint at, ScreenView view)
    {
        var (x, y) = view.Space.FromScreen(at, view.Screen);
        return new JsonArray(x, y);
    }

    /// <summary>Text to type, with the enter key that follows it as a line break.</summary>
    public static string Typing(ScreenAction.TypeText typing) => typing.IsSubmitted ? $"{typing.Text}\n" : typing.Text;

    /// <summary>Texts as an array.</summary>
    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
