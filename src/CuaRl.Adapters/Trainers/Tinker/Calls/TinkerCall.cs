using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>One call of the API.</summary>
/// <param name="Name">What errors and logs call it; it holds no ids.</param>
/// <param name="Method">How.</param>
/// <param name="Path">Where, below the version of the API.</param>
/// <param name="Body">What is sent, the same each time; empty for nothing.</param>
internal sealed record TinkerCall(string Name, HttpMethod Method, string Path, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string Protobuf = "application/x-protobuf";

    /// <summary>What the body is written in.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>What the answer may be written in.</summary>
    public string Accept { get; init; } = Json;

    /// <summary>The session that it is about; where the server does not know what it names, that is gone.</summary>
    public string? SessionId { get; init; }

    /// <summary>
    /// Its number stands for its bytes: where the server took others under it, its model is not the one that the caller knows, and gone for it.
    /// </summary>
    public bool IsNumbered { get; init; }

    /// <summary>It is of the OpenAI-compatible route, which has a place and a way to send the key of its own.</summary>
    public bool IsOfChat { get; init; }

    /// <summary>How long the server may take to answer; null for the usual time.</summary>
    public TimeSpan? Timeout { get; init; }

    public static TinkerCall Get(string name, string path) => new(name, HttpMethod.Get, path, default);

    public static TinkerCall Post<T>(string name, string path, T body, JsonTypeInfo<T> type) =>
        new(name, HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type));
}
