using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>One call of the API.</summary>
/// <param name="Name">What errors and logs call it; it holds no ids.</param>
/// <param name="Method">How.</param>
/// <param name="Path">Where, below the base address.</param>
/// <param name="Repeat">When it may be sent again.</param>
internal sealed record GBoxCall(string Name, HttpMethod Method, string Path, GBoxRepeat Repeat)
{
    /// <summary>The box that it is about.</summary>
    public string? BoxId { get; init; }

    /// <summary>Makes the body, for each time that it is sent.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>How long it takes by itself, beside what every call may take.</summary>
    public TimeSpan OwnTime { get; init; }

    /// <summary>It asks for a box, which GBox may limit more than other calls.</summary>
    public bool MakesABox { get; init; }

    /// <summary>False for an answer that holds nothing.</summary>
    public bool WantsJson { get; init; } = true;

    /// <summary>A question that can be repeated.</summary>
    public static GBoxCall Get(string name, string path, string? boxId = null) =>
        new(name, HttpMethod.Get, path, GBoxRepeat.Always) { BoxId = boxId };

    /// <summary>A call with a JSON body.</summary>
    public static GBoxCall Post<T>(
        string name, string path, GBoxRepeat repeat, T body, JsonTypeInfo<T> type, string? boxId = null) =>
        new(name, HttpMethod.Post, path, repeat)
        {
            BoxId = boxId,
            Content = () => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type))
            {
                Headers = { ContentType = new("application/json") },
            },
        };

    /// <summary>A text as part of a path.</summary>
    public static string Part(string text) => Uri.EscapeDataString(text);
}
