using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Adapters.Http;
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

    private readonly HttpClient _http = ProviderHttp.Create(MaxAnswerBytes);

    public GBoxClient(GBoxOptions options, TimeProvider time, GBoxJitter jitter, ILogger<GBoxClient> logger)
    {
        options.Check();
        _options = options;
        _time = time;
        _logger = logger;
        _patience = new GBoxPatience(options, jitter.Next);
        _excerpt = new GBoxExcerpt(options.ApiKey);
        _calls = new GBoxPace(options.Calls, time);
        _creations = new GBoxPace(options.Creations, time);
    }

    /// <summary>Sends a call and reads what it answers.</summary>
    /// <param name="errand">What it is part of.</param>
    /// <param name="call">The call.</param>
    /// <param name="type">What it answers.</param>
    public async Task<T> SendAsync<T>(GBoxErrand errand, GBoxCall call, JsonTypeInfo<T> type)
        where T : class
    {
        T? read = null;
        await SendAsync(errand, call, answer => Read(answer, type, out read));
        return read!;
    }

    /// <summary>Sends a call whose answer is of no interest.</summary>
    public Task SendAsync(GBoxErrand errand, GBoxCall call) => SendAsync(errand, call, answer => answer);

    /// <summary>A box that is not gone.</summary>
    public async Task<GBoxBox?> FindBoxAsync(GBoxErrand errand, string boxId)
    {
        var call = GBoxCall.Get("box", $"boxes/{GBoxCall.Part(boxId)}");
        for (var attempt = 0; ; attempt++)
        {
            var (box, answer) = await TryAsync(errand, call, GBoxJson.Default.GBoxBox);
            if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return null;
            }

            if (box is not null)
            {
                return box.Status == GBoxBox.Terminated ? null : box;
            }

            await PauseAsync(errand, call, call.Repeat, answer, attempt);
        }
    }

    /// <summary>Waits for the turn to ask for a box, which is to be asked for then.</summary>
    /// <exception cref="DeviceUnavailableException">It would take too long, and has not come; the error says when it will.</exception>
    public async Task CreationTurnAsync(GBoxErrand errand, GBoxCall call)
    {
        if (await errand.TurnAsync(_creations) is { } wait)
        {
            throw GBoxErrors.Of(errand.BoxType, call, NotSent(wait), _excerpt);
        }
    }

    /// <summary>Sends a call once.</summary>
    public async Task<(T? Read, GBoxAnswer Answer)> TryAsync<T>(GBoxErrand errand, GBoxCall call, JsonTypeInfo<T> type)
        where T : class
    {
        var answer = Read(await SendOnceAsync(errand, call), type, out var read);
        return (read, answer);
    }

    /// <summary>Waits until a failed call may be sent again.</summary>
    /// <exception cref="CuaRlException">It may not: what it failed of.</exception>
    public async Task PauseAsync(GBoxErrand errand, GBoxCall call, GBoxRepeat repeat, GBoxAnswer answer, int attempt)
    {
        if (_patience.Pause(repeat, answer, attempt, errand.Left) is not { } pause)
        {
            // Which refusal a box gives that is gone, GBox does not say.
            throw call.BoxId is { } box && answer.IsRefusal && await FindBoxAsync(errand, box) is null
                ? new DeviceLostException(box, "GBox does not have it any more")
                : GBoxErrors.Of(errand.BoxType, call, answer, _excerpt);
        }

        Log.Repeating(_logger, call.Name, answer.Trouble ?? Status(answer), pause.TotalMilliseconds, attempt + 1);
        await (answer.IsPutOff ? errand.PauseAsync(pause) : Task.Delay(pause, _time, errand.CancellationToken));
    }

    /// <summary>Fetches a picture from where GBox stored it, without the key: it may be any host's.</summary>
    public async Task<byte[]> FetchAsync(GBoxErrand errand, Uri address)
    {
        var call = GBoxCall.Get("stored screenshot", "");
        for (var attempt = 0; ; attempt++)
        {
            var answer = await SendOnceAsync(call, () => new HttpRequestMessage(HttpMethod.Get, address), errand.CancellationToken);
            if (answer.IsGood)
            {
                return answer.Body.ToArray();
            }

            await PauseAsync(errand, call, call.Repeat, answer, attempt);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _calls.Dispose();
        _creations.Dispose();
    }

    private static string Status(GBoxAnswer answer) => string.Create(CultureInfo.InvariantCulture, $"answered {(int)answer.Status!}");

    private static GBoxAnswer NotSent(TimeSpan wait) =>
        new(null, default, "takes no more calls for now: this one was not sent") { RetryAfter = wait };

    private async Task SendAsync(GBoxErrand errand, GBoxCall call, Func<GBoxAnswer, GBoxAnswer> read)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = read(await SendOnceAsync(errand, call));
            if (answer.IsGood)
            {
                return;
            }

            await PauseAsync(errand, call, call.Repeat, answer, attempt);
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
    private async Task<GBoxAnswer> SendOnceAsync(GBoxErrand errand, GBoxCall call)
    {
        if (await errand.TurnAsync(_calls) is { } wait)
        {
            return NotSent(wait);
        }

        var answer = await SendOnceAsync(call, () => Request(call), errand.CancellationToken);
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
