using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Devices.GBox.Wire;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>Sends calls to GBox, each within its time, and again where that is safe.</summary>
/// <remarks>The key goes into one header of calls to the base address, and nowhere else.</remarks>
internal sealed partial class GBoxClient : IDisposable
{
    private const int MaxAnswerBytes = 64 << 20;

    private readonly GBoxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GBoxClient> _logger;
    private readonly GBoxPatience _patience;
    private readonly GBoxExcerpt _excerpt;
    private readonly GBoxPace _calls;
    private readonly GBoxPace _creations;

    // A redirect would carry the key to a host that nobody named, a cookie one caller's state to another.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    public GBoxClient(GBoxOptions options, TimeProvider time, GBoxJitter jitter, ILogger<GBoxClient> logger)
    {
        options.Check();
        _options = options;
        _time = time;
        _logger = logger;
        _patience = new GBoxPatience(options, jitter.Next);
        _excerpt = new GBoxExcerpt(options.ApiKey);
        _calls = new GBoxPace(options.Calls, options.LongestRetryAfter, time);
        _creations = new GBoxPace(options.Creations, options.LongestRetryAfter, time);
    }

    /// <summary>Sends a call and reads what it answers.</summary>
    /// <param name="boxType">What errors call the provider's boxes.</param>
    /// <param name="call">The call.</param>
    /// <param name="type">What it answers.</param>
    /// <param name="cancellationToken">Ends waiting; the call may have been carried out.</param>
    public async Task<T> SendAsync<T>(string boxType, GBoxCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        T? read = null;
        await SendAsync(boxType, call, answer => Read(answer, type, out read), cancellationToken);
        return read!;
    }

    /// <summary>Sends a call whose answer is of no interest.</summary>
    public Task SendAsync(string boxType, GBoxCall call, CancellationToken cancellationToken) =>
        SendAsync(boxType, call, answer => answer, cancellationToken);

    /// <summary>A box that is not gone.</summary>
    public async Task<GBoxBox?> FindBoxAsync(string boxType, string boxId, CancellationToken cancellationToken)
    {
        var call = GBoxCall.Get("box", $"boxes/{GBoxCall.Part(boxId)}");
        for (var attempt = 0; ; attempt++)
        {
            var (box, answer) = await TryAsync(call, GBoxJson.Default.GBoxBox, cancellationToken);
            if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return null;
            }

            if (box is not null)
            {
                return box.Status == GBoxBox.Terminated ? null : box;
            }

            await PauseAsync(boxType, call, call.Repeat, answer, attempt, cancellationToken);
        }
    }

    /// <summary>Sends a call once.</summary>
    public async Task<(T? Read, GBoxAnswer Answer)> TryAsync<T>(
        GBoxCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = Read(await SendOnceAsync(call, cancellationToken), type, out var read);
        return (read, answer);
    }

    /// <summary>Waits until a failed call may be sent again.</summary>
    /// <exception cref="CuaRlException">It may not: what it failed of.</exception>
    public async Task PauseAsync(
        string boxType, GBoxCall call, GBoxRepeat repeat, GBoxAnswer answer, int attempt, CancellationToken cancellationToken)
    {
        if (_patience.Pause(repeat, answer, attempt) is not { } pause)
        {
            // Which refusal a box gives that is gone, GBox does not say.
            throw call.BoxId is { } box && answer.IsRefusal && await FindBoxAsync(boxType, box, cancellationToken) is null
                ? new DeviceLostException(box, "GBox does not have it any more")
                : GBoxErrors.Of(boxType, call, answer, _excerpt);
        }

        Log.Repeating(_logger, call.Name, answer.Trouble ?? Status(answer), pause.TotalMilliseconds, attempt + 1);
        await Task.Delay(pause, _time, cancellationToken);
    }

    /// <summary>Fetches a picture from where GBox stored it, without the key: it may be any host's.</summary>
    public async Task<byte[]> FetchAsync(string boxType, Uri address, CancellationToken cancellationToken)
    {
        var call = GBoxCall.Get("stored screenshot", "");
        for (var attempt = 0; ; attempt++)
        {
            var answer = await SendOnceAsync(call, () => new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);
            if (answer.IsGood)
            {
                return answer.Body.ToArray();
            }

            await PauseAsync(boxType, call, call.Repeat, answer, attempt, cancellationToken);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _calls.Dispose();
        _creations.Dispose();
    }

    private static string Status(GBoxAnswer answer) => string.Create(CultureInfo.InvariantCulture, $"answered {(int)answer.Status!}");

    private async Task SendAsync(
        string boxType, GBoxCall call, Func<GBoxAnswer, GBoxAnswer> read, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = read(await SendOnceAsync(call, cancellationToken));
            if (answer.IsGood)
            {
                return;
            }

            await PauseAsync(boxType, call, call.Repeat, answer, attempt, cancellationToken);
        }
    }

    /// <summary>An answer that is no JSON of its kind is none: whatever sent it may not have been GBox.</summary>
    private GBoxAnswer Read<T>(GBoxAnswer answer, JsonTypeInfo<T> type, out T? read)
        where T : class
    {
        read = null;
        if (!answer.IsGood)
        {
            return answer;
        }

        try
        {
            read = JsonSerializer.Deserialize(answer.Body.Span, type);
        }
        catch (JsonException)
        {
            // Said below, without the key.
        }

        return read is not null
            ? answer
            : answer with { Trouble = $"answered with no JSON of the kind expected, but: '{_excerpt.Of(answer.Body)}'" };
    }

    /// <summary>Sends a call when its turn has come; one that would have to wait too long is not sent.</summary>
    private async Task<GBoxAnswer> SendOnceAsync(GBoxCall call, CancellationToken cancellationToken)
    {
        var wait = call.MakesABox ? await _creations.TurnAsync(cancellationToken) : null;
        if ((wait ?? await _calls.TurnAsync(cancellationToken)) is { } next)
        {
            return new GBoxAnswer(null, default, "takes no more calls for now: this one was not sent") { RetryAfter = next };
        }

        var answer = await SendOnceAsync(call, () => Request(call), cancellationToken);
        if (answer.IsNotTaken)
        {
            // Meant for everybody; a limit of boxes keeps nobody from using those there are.
            (call.MakesABox ? _creations : _calls).Hold(answer.RetryAfter ?? _options.FirstPause);
        }

        return answer;
    }

    private async Task<GBoxAnswer> SendOnceAsync(
        GBoxCall call, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var time = _options.CallTimeout + call.OwnTime;
        using var timer = new CancellationTokenSource(time, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using var message = request();
            using var answer = await _http.SendAsync(message, limit.Token);
            return new GBoxAnswer(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(limit.Token))
            {
                RetryAfter = RetryAfterHeaders.Find(answer.Headers, _time),
                IsFinal = answer.Headers.TryGetValues("x-should-retry", out var should) && should.Contains("false"),
            };
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seconds = time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new GBoxAnswer(null, default, $"did not answer within {seconds} s");
        }
        catch (HttpRequestException error)
        {
            return new GBoxAnswer(null, default, $"could not be asked: {error.HttpRequestError}");
        }
    }

    private HttpRequestMessage Request(GBoxCall call) => new(call.Method, new Uri(_options.BaseUrl, call.Path))
    {
        Content = call.Content?.Invoke(),
        Headers =
        {
            Authorization = new("Bearer", _options.ApiKey),
            Accept = { new(call.WantsJson ? "application/json" : "*/*") },
        },
    };

    private static partial class Log
    {
        [LoggerMessage(2701, LogLevel.Warning, "GBox {Call} failed: it {Cause}; repetition {Repetition} in {PauseMs} ms")]
        public static partial void Repeating(ILogger logger, string call, string cause, double pauseMs, int repetition);
    }
}
