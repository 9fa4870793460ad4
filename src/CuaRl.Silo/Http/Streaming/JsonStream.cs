using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CuaRl.Silo.Http.Streaming;

/// <summary>A long JSON answer: parts of it are sent while the rest is still being read.</summary>
internal sealed class JsonStream : IAsyncDisposable
{
    /// <summary>How many bytes may wait to be sent; sending waits for a client that reads slowly.</summary>
    private const int MaxWaiting = 64 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = int.MaxValue, // A tree of runs is as deep as its users branch.
    };

    private readonly HttpResponse _response;
    private readonly CancellationToken _cancellationToken;

    private JsonStream(HttpResponse response, CancellationToken cancellationToken)
    {
        _response = response;
        _cancellationToken = cancellationToken;
        Writer = new Utf8JsonWriter(response.BodyWriter, Options);
    }

    public Utf8JsonWriter Writer { get; }

    /// <summary>
    /// Begins the answer. From here on an error can only break it off, so whatever is likely to fail comes before.
    /// </summary>
    public static async Task<JsonStream> BeginAsync(
        HttpResponse response, string mediaType, CancellationToken cancellationToken)
    {
        response.ContentType = mediaType;
        await response.StartAsync(cancellationToken);
        return new JsonStream(response, cancellationToken);
    }

    /// <summary>Writes a value and lets go of what has gathered.</summary>
    public ValueTask WriteAsync<T>(T value, JsonTypeInfo<T> type)
    {
        JsonSerializer.Serialize(Writer, value, type);
        return SendSomeAsync();
    }

    /// <summary>Writes a value as a line of its own.</summary>
    public ValueTask WriteLineAsync<T>(T value, JsonTypeInfo<T> type)
    {
        JsonSerializer.Serialize(Writer, value, type);
        return EndLineAsync();
    }

    /// <summary>Ends a line that was written to <see cref="Writer"/>, and lets go of what has gathered.</summary>
    public ValueTask EndLineAsync()
    {
        Writer.Flush();
        Writer.Reset();
        var line = _response.BodyWriter.GetSpan(1);
        line[0] = (byte)'\n';
        _response.BodyWriter.Advance(1);
        return SendSomeAsync();
    }

    /// <summary>Sends what has gathered, when it is much.</summary>
    public ValueTask SendSomeAsync() =>
        _response.BodyWriter.UnflushedBytes + Writer.BytesPending < MaxWaiting ? ValueTask.CompletedTask : EndAsync();

    public ValueTask DisposeAsync()
    {
        // Not flushed: what an error left behind must not be sent as if it were whole.
        Writer.Reset();
        return Writer.DisposeAsync();
    }

    /// <summary>Sends all that was written; after the last value, this ends the answer.</summary>
    public async ValueTask EndAsync()
    {
        Writer.Flush();
        await _response.BodyWriter.FlushAsync(_cancellationToken);
        _cancellationToken.ThrowIfCancellationRequested();
    }
}
