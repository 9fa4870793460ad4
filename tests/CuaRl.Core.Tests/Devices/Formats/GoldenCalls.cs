using System.Runtime.CompilerServices;
using System.Text.Json;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

/// <summary>The calls of the golden file of a format, written by hand from its documentation.</summary>
internal sealed class GoldenCalls
{
    private readonly JsonElement _file;

    private GoldenCalls(string format)
    {
        Format = ActionFormats.BuiltIn.Find(format);
        _file = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Path.Combine(Folder(), $"{format}.json")));
        View = new ScreenView(Size("screen"), Format.Space(Size("image")));
    }

    public static IEnumerable<string> Names => ActionFormats.BuiltIn.Names;

    public static IEnumerable<string> Files =>
        Directory.GetFiles(Folder()).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public IActionFormat Format { get; }

    public ScreenView View { get; }

    public IEnumerable<(string Answer, ScreenView View, string[] Expected)> Good => _file.GetProperty("calls").EnumerateArray()
        .Select(call => (
            Answer(call),
            call.TryGetProperty("cursor", out var cursor)
                ? View with { Cursor = new ScreenPoint(cursor[0].GetInt32(), cursor[1].GetInt32()) }
                : View,
            call.GetProperty("expected").EnumerateArray().Select(one => one.GetString()!).ToArray()));

    public IEnumerable<(string Answer, CallFault Fault, bool IsCounted, string Says)> Bad => _file.GetProperty("bad").EnumerateArray()
        .Select(call => (
            Answer(call),
            Enum.Parse<CallFault>(call.GetProperty("fault").GetString()!),
            call.GetProperty("counted").GetBoolean(),
            call.GetProperty("says").GetString()!));

    public IEnumerable<string> Answers => Good.Select(call => call.Answer).Concat(Bad.Select(call => call.Answer));

    public static GoldenCalls Of(string format) => new(format);

    private static string Folder([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "golden");

    private static string Answer(JsonElement call)
    {
        var answer = call.GetProperty("answer");
        return answer.ValueKind == JsonValueKind.String ? answer.GetString()! : answer.GetRawText();
    }

    private ScreenSize Size(string member) =>
        new(_file.GetProperty(member)[0].GetInt32(), _file.GetProperty(member)[1].GetInt32());
}
