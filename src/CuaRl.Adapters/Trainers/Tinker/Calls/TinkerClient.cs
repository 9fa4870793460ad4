using System.Globalization;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Http;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>Sends calls to Tinker's API, each once and within its time.</summary>
/// <remarks>The key goes into one header of calls to the base address, and nowhere else.</remarks>
internal sealed class TinkerClient : IDisposable
{
    private const string Version = "api/v1/";
    private const string ChatVersion = "oai/api/v1/";
    private const string KeyHeader = "X-API-Key";
    private const int MaxAnswerBytes = 256 << 20;

    private readonly TinkerOptions _options;
    private readonly TimeProvider _time;

    private readonly HttpClient _http = ProviderHttp.Create(MaxAnswerBytes);

    public TinkerClient(TinkerOptions options, TimeProvider time)
    {
        options.Check();
        (_options, _time, Excerpt) = (options, time, new TinkerExcerpt(options.ApiKey ?? "no key"));
    }

    public TinkerExcerpt Excerpt { get; }

    /// <summary>Sends a call once.</summary>
    public async Task<TinkerAnswer> SendAsync(TinkerCall call, CancellationToken cancellationToken)
    {
        var time = call.Timeout ?? _options.CallTimeout;
        using var timer = new CancellationTokenSource(time, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using var message = Request(call);
            using var answer = await _http.SendAsync(message, limit.Token);
            return new TinkerAnswer(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(limit.Token))
            {
                RetryAfter = RetryAfterHeaders.Find(answer.Headers, _time),
                IsProtobuf = answer.Content.Headers.ContentType?.MediaType == TinkerCall.Protobuf,
            };
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seconds = time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new TinkerAnswer(null, default, $"did not answer within {seconds} s");
        }
        catch (HttpRequestException error)
        {
            return new TinkerAnswer(null, default, $"could not be asked: {error.HttpRequestError}");
        }
    }

    /// <summary>What a good answer says; one that is nothing of its kind is none: whatever sent it may not have been the server.</summary>
    public TinkerAnswer Read<T>(TinkerAnswer answer, ResultReading<T> type, out T? read)
        where T : class
    {
        read = null;
        if (!answer.IsGood)
        {
            return answer;
        }

        try
        {
            read = answer.IsProtobuf ? type.Protobuf?.Invoke(answer.Body) : JsonSerializer.Deserialize(answer.Body.Span, type.Json);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            // Said below, without the key.
        }

        return read is not null
            ? answer
            : answer with { Trouble = $"answered with nothing of the kind expected, but: '{Excerpt.Of(answer.Body)}'" };
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(TinkerCall call)
    {
        var message = new HttpRequestMessage(call.Method, new Uri(_options.BaseUrl, (call.IsOfChat ? ChatVersion : Version) + call.Path))
        {
            Headers = { { "Accept", call.Accept } },
        };
        if (call.IsOfChat)
        {
            message.Headers.Authorization = new("Bearer", _options.ApiKey);
        }
        else
        {
            message.Headers.Add(KeyHeader, _options.ApiKey);
        }

        if (!call.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(call.Body) { Headers = { ContentType = new(call.ContentType) } };
        }

        return message;
    }
}
