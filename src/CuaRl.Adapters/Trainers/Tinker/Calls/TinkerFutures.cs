using System.Net;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>Sends calls until they are taken, and asks for what comes of them until it is there.</summary>
internal sealed partial class TinkerFutures(TinkerClient client, TinkerOptions options, TimeProvider time, ILogger<TinkerFutures> logger)
{
    /// <summary>How often a call is sent that the server took and forgot.</summary>
    public const int MaxSubmissions = 3;

    /// <summary>Sends a call that is answered at once.</summary>
    /// <exception cref="CuaRlException">It is not taken.</exception>
    public async Task<T> AskAsync<T>(TinkerCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var (read, answer) = await TryAsync(call, type, cancellationToken);
        if (call.IsNumbered && answer.Status == HttpStatusCode.Conflict)
        {
            Log.NumberTaken(logger, call.Name, call.SessionId);
        }

        return read ?? throw TinkerErrors.Of(call, answer, client.Excerpt);
    }

    /// <summary>The same, with an answer that is none as it is.</summary>
    public async Task<(T? Read, TinkerAnswer Answer)> TryAsync<T>(TinkerCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var answer = client.Read(await client.SendAsync(call, cancellationToken), new ResultReading<T>(type), out var read);
            if (read is not null || SubmitRules.Pause(options, answer, attempt, time.GetElapsedTime(started)) is not { } pause)
            {
                return (read, answer);
            }

            Log.Repeating(logger, call.Name, answer.Trouble ?? answer.Status.ToString()!, pause.TotalMilliseconds, attempt + 1);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Sends a call that is carried out later.</summary>
    public Task<RequestTaken> SubmitAsync(TinkerCall call, CancellationToken cancellationToken) =>
        AskAsync(call, TinkerJson.Default.RequestTaken, cancellationToken);

    /// <summary>Sends a call that is carried out later, and waits for what comes of it.</summary>
    /// <exception cref="RequestFailedException">It was taken and failed.</exception>
    /// <exception cref="CuaRlException">It is not taken, or nobody says what came of it.</exception>
    public Task<T> RunAsync<T>(TinkerCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => RunAsync(call, new ResultReading<T>(type), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(TinkerCall, JsonTypeInfo{T}, CancellationToken)"/>
    public async Task<T> RunAsync<T>(TinkerCall call, ResultReading<T> type, CancellationToken cancellationToken)
        where T : class => await ResultAsync(call, await SubmitAsync(call, cancellationToken), type, cancellationToken);

    /// <summary>Waits for what comes of a call that was taken.</summary>
    public async Task<T> ResultAsync<T>(TinkerCall call, RequestTaken taken, ResultReading<T> type, CancellationToken cancellationToken)
        where T : class
    {
        for (var submissions = 1; ; submissions++)
        {
            var (read, answer) = await TryResultAsync(call, taken, type, cancellationToken);
            if (read is not null)
            {
                return read;
            }

            if (submissions == MaxSubmissions)
            {
                throw Forgotten(call, answer);
            }

            // The same bytes: where the server has carried it out, it finds that again.
            taken = await SubmitAsync(call, cancellationToken);
        }
    }

    /// <summary>The same, once: with no result when the server does not have the request any more.</summary>
    public async Task<(T? Read, TinkerAnswer Answer)> TryResultAsync<T>(
        TinkerCall call, RequestTaken taken, ResultReading<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var question = TinkerCall.Post(
            $"the result of {call.Name}", "retrieve_future", new RetrieveFuture(taken.RequestId), TinkerJson.Default.RetrieveFuture) with
        {
            Timeout = options.PollTimeout,
            Accept = options.Wire == TinkerWire.Protobuf && type.Protobuf is not null ? TinkerCall.Protobuf : TinkerCall.Json,
        };
        var rules = new PollRules(options);
        while (true)
        {
            var answer = await client.SendAsync(question, cancellationToken);
            var future = FutureAnswer.Of(answer);
            if (future.State == FutureState.Done)
            {
                answer = client.Read(answer, type, out var read);
                return read is not null ? (read, answer) : throw TinkerErrors.Of(question, answer, client.Excerpt);
            }

            if (rules.Pause(future.State, answer.RetryAfter) is { } pause)
            {
                await Task.Delay(pause, time, cancellationToken);
                continue;
            }

            return future.State switch
            {
                FutureState.Unknown => (null, answer),
                FutureState.Failed or FutureState.Doubtful => throw new RequestFailedException(
                    $"{call.Name} failed: '{client.Excerpt.Of(answer.Body)}'", future.Category == "server"),
                _ => throw TinkerErrors.Of(question, answer, client.Excerpt),
            };
        }
    }

    /// <summary>The error of a call that the server took and forgot each time.</summary>
    public TrainerUnavailableException Forgotten(TinkerCall call, TinkerAnswer answer) =>
        TinkerErrors.Away($"it has forgotten {call.Name} {MaxSubmissions} times: '{client.Excerpt.Of(answer.Body)}'");

    private static partial class Log
    {
        [LoggerMessage(2801, LogLevel.Warning, "Tinker {Call} failed: {Cause}; repetition {Repetition} in {PauseMs} ms")]
        public static partial void Repeating(ILogger logger, string call, string cause, double pauseMs, int repetition);

        [LoggerMessage(
            2802, LogLevel.Warning,
            "Tinker took another request under the number of {Call}; session {SessionId} is given up, and the last saved state gone on from")]
        public static partial void NumberTaken(ILogger logger, string call, string? sessionId);
    }
}
