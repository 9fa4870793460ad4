using System.Collections.Concurrent;
using System.Globalization;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Chat;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Sampling;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>Trains models behind Tinker's REST API, whoever serves it.</summary>
internal sealed class TinkerTrainer : ITrainer, IDisposable
{
    public const string TrainerName = "tinker";

    private const string Us = "cuarl";

    /// <summary>Numbers that other samplers of a session take begin at 0.</summary>
    private const long FirstFree = 1_000_000_000;

    private readonly TimeProvider _time;
    private readonly IIdGenerator _ids;
    private readonly TokenizerFolder _tokenizers;
    private readonly ConcurrentDictionary<string, bool> _spoilt = new(StringComparer.Ordinal);

    public TinkerTrainer(TinkerOptions options, IBlobStore blobs, IIdGenerator ids, TimeProvider time, ILogger<TinkerFutures> logger)
    {
        (Options, Blobs, _ids, _time, _tokenizers) = (options, blobs, ids, time, new TokenizerFolder(options.Tokenizers));
        Client = new TinkerClient(options, time);
        Futures = new TinkerFutures(Client, options, time, logger);
    }

    public string Name => TrainerName;

    public TinkerOptions Options { get; }

    public IBlobStore Blobs { get; }

    public TinkerClient Client { get; }

    public TinkerFutures Futures { get; }

    public string? WhyNotHere(TrainerModel model)
    {
        if (Options.ApiKey is null)
        {
            return $"there is no key: set {TinkerOptions.KeyVariable} where the service is started";
        }

        if (Options.OnlyFor is { } own && own != model.TrainingId)
        {
            return $"the key here is that of training {own} alone; set {TinkerOptions.KeyVariable} where a service is started";
        }

        if (model.Address is { } address && !Options.IsFor(address))
        {
            // Whoever starts a training must not be sent the service's key.
            return $"base_url is {address}, and the service's key is for {Options.BaseUrl}; "
                + $"set {TinkerOptions.AddressVariable} where the service is started";
        }

        return model.Prompt.Renderer != PromptStyles.Chat && PromptStyles.Find(model.Prompt.Renderer, model.ModelName) is { } style
            ? TokenizerFolder.Problem(Options.Tokenizers, style, model.Prompt.Tokenizer ?? model.ModelName)
            : null;
    }

    public async Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken)
    {
        if (WhyNotHere(model) is { } missing)
        {
            throw TinkerErrors.Refused(missing);
        }

        var style = PromptStyles.Find(model.Prompt.Renderer, model.ModelName)
            ?? throw TinkerErrors.Refused(PromptStyles.Problem(model.Prompt.Renderer, model.ModelName)!);
        if (model.Prompt.Renderer == PromptStyles.Chat)
        {
            return new ChatSession(Futures, model.ModelName, new ChatPrompt(style, model.Prompt));
        }

        var prompt = new ModelPrompt(style, _tokenizers.Find(style, model.Prompt.Tokenizer ?? model.ModelName), model.Prompt);
        return sessionId is null
            ? await BeginAsync(model, prompt, cancellationToken)
            : await TakeOverAsync(sessionId, prompt, cancellationToken);
    }

    /// <exception cref="TrainerSessionLostException">The server does not have the session any more.</exception>
    public Task RequireAsync(TinkerSessionId id, CancellationToken cancellationToken) => Futures.AskAsync(
        TinkerHeartbeat.CallOf(id.Session) with { SessionId = id.ToString() }, TinkerJson.Default.Acknowledged, cancellationToken);

    /// <summary>A number that nobody else gives a sampler or a request of one: by chance, and far from those that are counted.</summary>
    public long FreeNumber() =>
        FirstFree + (uint.Parse(_ids.NewId().AsSpan()[^8..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) % FirstFree);

    /// <summary>Whether a session's model is not what it should be.</summary>
    public bool IsSpoilt(string sessionId) => _spoilt.ContainsKey(sessionId);

    public void Spoil(string sessionId) => _spoilt[sessionId] = true;

    public void Dispose() => Client.Dispose();

    private async Task<TinkerSession> BeginAsync(TrainerModel model, ModelPrompt prompt, CancellationToken cancellationToken)
    {
        var about = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["training_id"] = model.TrainingId, ["renderer_name"] = prompt.Style.Name,
        };
        var session = await Futures.AskAsync(
            TinkerCall.Post("a session", "create_session", new CreateSession([Us], about, Us), TinkerJson.Default.CreateSession),
            TinkerJson.Default.SessionCreated, cancellationToken);

        // A large model takes longer to load than a session lives that nobody is heard of.
        var heartbeat = Heartbeat(session.SessionId);
        try
        {
            var id = await CreateModelAsync(session.SessionId, model, about, cancellationToken);
            return new TinkerSession(this, id, prompt, heartbeat, isTakenOver: false);
        }
        catch
        {
            await heartbeat.DisposeAsync();
            throw;
        }
    }

    private async Task<TinkerSessionId> CreateModelAsync(
        string session, TrainerModel model, SortedDictionary<string, string> about, CancellationToken cancellationToken)
    {
        try
        {
            var created = await Futures.RunAsync(
                TinkerCall.Post(
                    "a model", "create_model",
                    new CreateModel(session, ModelSeqId: 0, model.ModelName, about, new TinkerLora(model.LoraRank, TinkerSeed.Of(model.Seed))),
                    TinkerJson.Default.CreateModel),
                TinkerJson.Default.ModelCreated, cancellationToken);
            return new TinkerSessionId(session, created.ModelId);
        }
        catch (RequestFailedException failure)
        {
            throw TinkerErrors.Refused(failure.Message, failure);
        }
    }

    private async Task<TinkerSession> TakeOverAsync(string sessionId, ModelPrompt prompt, CancellationToken cancellationToken)
    {
        if (TinkerSessionId.Find(sessionId) is not { } id || IsSpoilt(sessionId))
        {
            throw new TrainerSessionLostException(TrainerName, sessionId);
        }

        await RequireAsync(id, cancellationToken);
        var info = await Futures.AskAsync(
            TinkerCall.Post("a model's description", "get_info", new GetInfo(id.Model), TinkerJson.Default.GetInfo) with { SessionId = sessionId },
            TinkerJson.Default.ModelInfo, cancellationToken);
        return info.Status is "unloading" or "unloaded"
            ? throw new TrainerSessionLostException(TrainerName, sessionId)
            : new TinkerSession(this, id, prompt, Heartbeat(id.Session), isTakenOver: true);
    }

    private TinkerHeartbeat Heartbeat(string session) => TinkerHeartbeat.Start(Client, Options, _time, session);
}
