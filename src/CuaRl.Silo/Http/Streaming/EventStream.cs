using System.Buffers;
using System.Text;

namespace CuaRl.Silo.Http.Streaming;

/// <summary>An answer of server-sent events, which goes on for as long as the client listens.</summary>
internal sealed class EventStream
{
    public const string MediaType = "text/event-stream";

    /// <summary>The header by which a client says what it saw last.</summary>
    public const string LastEventId = "Last-Event-ID";

    private static readonly byte[] KeepAlive = ": still here\n\n"u8.ToArray();

    private readonly HttpResponse _response;
    private readonly CancellationToken _cancellationToken;

    private EventStream(HttpResponse response, CancellationToken cancellationToken)
    {
        _response = response;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Begins the answer and says how long a client should wait before it comes back.</summary>
    public static async Task<EventStream> BeginAsync(HttpResponse response, TimeSpan retry, CancellationToken cancellationToken)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // Proxies would gather events to send them together.
        await response.StartAsync(cancellationToken);
        response.BodyWriter.Write(Encoding.UTF8.GetBytes($"retry: {(long)retry.TotalMilliseconds}\n"));
        return new EventStream(response, cancellationToken);
    }

    /// <summary>An event as it is sent; made once for all who listen.</summary>
    /// <param name="id">What the client gives back to go on after it.</param>
    /// <param name="name">Its name; null for the usual <c>message</c>.</param>
    /// <param name="json">Its data: one line of JSON.</param>
    public static byte[] Compose(string id, string? name, ReadOnlySpan<byte> json)
    {
        var head = Encoding.UTF8.GetBytes(name is null ? $"id: {id}\ndata: " : $"id: {id}\nevent: {name}\ndata: ");
        return [.. head, .. json, (byte)'\n', (byte)'\n'];
    }

    /// <summary>Adds an event to what is sent next.</summary>
    public void Write(ReadOnlySpan<byte> composed) => _response.BodyWriter.Write(composed);

    /// <summary>Adds a comment, which keeps the connection from being taken for dead.</summary>
    public void WriteKeepAlive() => Write(KeepAlive);

    /// <summary>Sends what was added, and waits for a client that reads slowly.</summary>
    public async ValueTask SendAsync()
    {
        await _response.BodyWriter.FlushAsync(_cancellationToken);
        _cancellationToken.ThrowIfCancellationRequested();
    }
}
