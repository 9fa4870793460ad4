using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>
/// Clients that send commands without pause, each under a key of its own, and repeat a command until it is acknowledged, as
/// the service asks them to; and later once more, for the same answer.
/// </summary>
internal sealed class Writers : IAsyncDisposable
{
    private readonly string _name;
    private readonly Func<string, WriterCommand> _command;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = Eventually.Patience };
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _refusals = new();
    private readonly ConcurrentDictionary<string, HttpStatusCode> _reasons = new();
    private readonly ConcurrentBag<string> _contradictions = [];
    private readonly ConcurrentBag<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private readonly List<Task> _running = [];
    private volatile string _service;

    /// <summary>Starts the clients.</summary>
    /// <param name="name">What the keys begin with.</param>
    /// <param name="service">Where they send to.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="command">What the command under a key is; the default creates a simulation.</param>
    public Writers(string name, string service, int count = 8, Func<string, WriterCommand>? command = null)
    {
        _name = name;
        _command = command ?? WriterCommand.CreateSimulation;
        _service = service;
        _running.AddRange(Enumerable.Range(0, count).Select(RunAsync));
    }

    /// <summary>Answers by the key of the command, as far as they must stay the same.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>How often each status but 200 and 201 was answered.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Refusals => _refusals;

    /// <summary>The different bodies that came with those.</summary>
    public IEnumerable<string> Reasons => _reasons.Keys;

    /// <summary>Answers to one key that differ. There must be none.</summary>
    public IEnumerable<string> Contradictions => _contradictions;

    /// <summary>Sends everything to another service from now on.</summary>
    public void TurnTo(string service) => _service = service;

    /// <summary>Waits until so many commands more than now are acknowledged.</summary>
    public Task MoreAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((_acknowledged.Count + count, reached));
        Announce();
        return reached.Task.WaitAsync(Eventually.Patience);
    }

    /// <summary>Lets each writer get its last command acknowledged, and ends.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    /// <summary>Sends a command once; null when it was not acknowledged.</summary>
    public async Task<string?> TryAsync(string service, string key)
    {
        var command = _command(key);
        using var request = new HttpRequestMessage(HttpMethod.Post, service + command.Path)
        {
            Content = new StringContent(command.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request);
            if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
            {
                _refusals.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
                _reasons.TryAdd(await answer.Content.ReadAsStringAsync(), answer.StatusCode);
                return null;
            }

            var kept = command.Kept(await answer.Content.ReadAsStringAsync());
            Acknowledge(key, kept);
            return kept;
        }
        catch (HttpRequestException)
        {
            return null; // Nobody there, or gone before the answer: whether it was done is unknown.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(int writer)
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            await SendAsync(KeyOf(i));

            // Half way back: often from before the last restart. It must get its first answer.
            await SendAsync(KeyOf(i / 2));
        }

        string KeyOf(int number) => $"{_name}-{writer}-{number}";
    }

    private Task<string> SendAsync(string key) =>
        Eventually.GivesAsync($"{key} is acknowledged", () => TryAsync(_service, key));

    private void Acknowledge(string key, string body)
    {
        var first = _acknowledged.GetOrAdd(key, body);
        if (first != body)
        {
            _contradictions.Add($"{first} and {body}");
        }

        Announce();
    }

    private void Announce()
    {
        foreach (var (_, reached) in _awaited.Where(awaited => _acknowledged.Count >= awaited.Count))
        {
            reached.TrySetResult();
        }
    }
}
