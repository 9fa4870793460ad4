using System.Collections.Concurrent;
using System.Text.Json;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Tinker.Faults;
using CuaRl.TestKit.Tinker.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CuaRl.TestKit.Tinker;

/// <summary>
/// A server with Tinker's REST API over the embedded policy, which reads and writes bytes: real HTTP, requests that are carried out once a
/// number, results that are asked for, and faults to order. Models are named <c>cuarl/bytes</c>.
/// </summary>
public sealed class TinkerServer : IAsyncDisposable
{
    private const string Version = "/api/v1/";
    private const string ChatVersion = "/oai/api/v1/";
    private const string AnyFreePort = "http://127.0.0.1:0";

    private readonly TinkerServerOptions _options;
    private readonly PolicyCheckpoint _start;
    private readonly ConcurrentDictionary<string, byte[]> _saved = new();
    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private WebApplication _app = null!;
    private ServerState _state = null!;
    private int _life;

    private TinkerServer(TinkerServerOptions options)
    {
        var shape = PolicyModels.Find(PolicyModels.Linear);
        _options = options;
        _start = options.Start is { } bytes
            ? PolicyCheckpoint.Read(bytes, shape, weightsOnly: true)
            : new PolicyCheckpoint(SoftmaxPolicy.Create(shape, 0), null);
        Faults = new TinkerFaults(options.Seed);
    }

    /// <summary>Where it is, as clients are told.</summary>
    public Uri Url { get; private set; } = null!;

    public string ApiKey => _options.ApiKey;

    public TinkerFaults Faults { get; }

    /// <summary>Whether calls are kept to be looked at.</summary>
    public bool Records { get; set; }

    /// <summary>The calls that were kept.</summary>
    public IReadOnlyCollection<RecordedCall> Calls => _calls;

    /// <summary>How many sessions were ever lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Is told of each request before it is carried out, to order a fault or to lose a session at it.</summary>
    public Action<string>? OnRequest { get; set; }

    public static async Task<TinkerServer> StartAsync(TinkerServerOptions? options = null)
    {
        var server = new TinkerServer(options ?? new TinkerServerOptions());
        await server.ListenAsync(AnyFreePort);
        return server;
    }

    /// <summary>The bytes of saved weights.</summary>
    public byte[] Saved(string path) => _saved[path];

    /// <summary>The bytes of the weights that a name was given to last, whichever model's they are.</summary>
    public byte[] SavedLast(string name) => _saved
        .Where(saved => saved.Key.EndsWith($"/{name}", StringComparison.Ordinal)).MaxBy(saved => saved.Key, StringComparer.Ordinal).Value;

    /// <summary>Forgets all sessions with their models, as when nobody was heard of for too long.</summary>
    public void LoseSessions()
    {
        Lost += _state.Sessions.Count;
        _state.Sessions.Clear();
        _state.Models.Clear();
        _state.Samplers.Clear();
    }

    /// <summary>Unloads all models, which it still describes and takes requests of.</summary>
    /// <param name="status">How they stand then: <c>unloading</c> or <c>unloaded</c>.</param>
    public void UnloadModels(string status)
    {
        foreach (var model in _state.Models.Values)
        {
            model.Status = status;
        }
    }

    /// <summary>Ends it and starts it again at the same address, with nothing but what was saved.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await ListenAsync(Url.GetLeftPart(UriPartial.Authority));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ListenAsync(string url)
    {
        _state = new ServerState(_start, _saved, ++_life);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CuaRl.TinkerServer" });
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls(url);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var (place, isChat) = (http.Request.Path.Value!, http.Request.Path.StartsWithSegments("/oai", StringComparison.Ordinal));
        var key = isChat ? http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal) : http.Request.Headers["X-API-Key"].ToString();
        if (key != _options.ApiKey)
        {
            await WriteAsync(http, 401, new { detail = $"no key is '{key}'" });
            return;
        }

        var path = place[(isChat ? ChatVersion : Version).Length..];
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (Records)
        {
            _calls.Enqueue(new RecordedCall(path, System.Text.Encoding.UTF8.GetString(body.ToArray())));
        }

        OnRequest?.Invoke(path);
        var fault = Faults.Next(path);
        if (Refusal(fault) is { } refusal)
        {
            await WriteAsync(http, refusal, new { detail = "a fault was ordered" });
            return;
        }

        var isProtobuf = http.Request.ContentType == ProtobufBodies.MediaType;
        var (status, answer) = Answer(path, isProtobuf ? ProtobufBodies.ReadGradient(body.ToArray()) : body.ToArray(), fault);
        switch (fault)
        {
            case TinkerFault.ErrorAfter:
                await WriteAsync(http, 503, new { detail = "a fault was ordered, after the work" });
                break;
            case TinkerFault.LostReply:
                http.Abort();
                break;
            case TinkerFault.WrongJson:
                await http.Response.WriteAsync("<html>{\"request_id\": 12");
                break;
            default:
                var message = status == 200 && http.Request.Headers.Accept == ProtobufBodies.MediaType ? ProtobufBodies.Write(answer) : null;
                await (message is null ? WriteAsync(http, status, answer) : WriteAsync(http, message));
                break;
        }
    }

    private static int? Refusal(TinkerFault fault) => fault switch
    {
        TinkerFault.TooMany => 429,
        TinkerFault.TimedOut => 408,
        TinkerFault.Conflict => 409,
        TinkerFault.Error => 500,
        TinkerFault.Doubt => 400,
        _ => null,
    };

    private (int Status, object Body) Answer(string path, byte[] body, TinkerFault fault)
    {
        try
        {
            using var request = body.Length > 0 ? JsonDocument.Parse(body) : null;
            return new ServerRoutes(_state).Answer(path, request?.RootElement ?? default, fault);
        }
        catch (ServedFailure failure)
        {
            return (failure.Status, new { detail = failure.Message });
        }
    }

    private static async Task WriteAsync(HttpContext http, byte[] message)
    {
        http.Response.ContentType = ProtobufBodies.MediaType;
        await http.Response.Body.WriteAsync(message);
    }

    private static async Task WriteAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
