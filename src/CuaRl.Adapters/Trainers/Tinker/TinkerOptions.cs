using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Prompts.Styles;

namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>How Tinker's API is reached. Defaults are those of its own client, where nothing else is said.</summary>
public sealed class TinkerOptions
{
    /// <summary>The variable that holds the key.</summary>
    public const string KeyVariable = "TINKER_API_KEY";

    /// <summary>The variable whose key is taken where the other holds none.</summary>
    public const string OtherKeyVariable = "GBOX_API_KEY";

    /// <summary>The variable that holds the address.</summary>
    public const string AddressVariable = "TINKER_BASE_URL";

    /// <summary>The variable that holds the folder of tokenizers.</summary>
    public const string TokenizersVariable = "CUARL_TOKENIZERS";

    /// <summary>The variable that says how gradients and samples are written.</summary>
    public const string WireVariable = "CUARL_TINKER_WIRE";

    /// <summary>The address of the hosted service.</summary>
    public static readonly Uri Hosted = new("https://tinker.thinkingmachines.dev/services/tinker-prod/");

    /// <summary>The key, which is sent to <see cref="BaseUrl"/> and shown nowhere; null where there is none, and nothing can be asked.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Where the API is; its path ends with a slash.</summary>
    /// <value>The default is <see cref="Hosted"/>.</value>
    public Uri BaseUrl { get; init; } = Hosted;

    /// <summary>The only training that may be driven with them, where it brought its own key or address along; null for any.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The folder with a folder of each model's name that holds its <c>tokenizer.json</c>; null for none.</summary>
    public string? Tokenizers { get; init; }

    /// <summary>How gradients and samples are written.</summary>
    /// <value>The default is protocol buffers at the hosted service, and JSON at others.</value>
    public TinkerWire Wire { get => GivenWire ?? (BaseUrl.Host == Hosted.Host ? TinkerWire.Protobuf : TinkerWire.Json); init => GivenWire = value; }

    private TinkerWire? GivenWire { get; init; }

    /// <summary>How long a call may take.</summary>
    /// <value>The default is 60 s.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the server may hold a question for a result.</summary>
    /// <value>The default is 45 s.</value>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How long a call is repeated in all, and a result asked for in vain, before whoever wants it is told. The loop asks again then, and
    /// says what it waits for.
    /// </summary>
    /// <value>The default is 30 s; Tinker's own client takes 5 min.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause before a repetition; each further one is twice as long.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause of our own.</summary>
    /// <value>The default is 30 s.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The pause before a result is asked for again that is not there yet: servers hold the question; one that does not must not be flooded.
    /// </summary>
    /// <value>The default is 50 ms.</value>
    public TimeSpan PollPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a session is told that somebody is there.</summary>
    /// <value>The default is 10 s.</value>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most datums of a request.</summary>
    /// <value>The default is 1,024.</value>
    public int MaxDatums { get; init; } = 1024;

    /// <summary>The most bytes of a request, as they are estimated: 4 a token and number, and those of pictures.</summary>
    /// <value>The default is 5,000,000.</value>
    public long MaxBytes { get; init; } = 5_000_000;

    /// <summary>Reads the variables.</summary>
    /// <exception cref="ConfigurationException">A variable is wrong; the message names it and not the key.</exception>
    public static TinkerOptions From(Func<string, string?> environment)
    {
        var options = new TinkerOptions
        {
            ApiKey = Set(environment, KeyVariable) ?? Set(environment, OtherKeyVariable),
            BaseUrl = Set(environment, AddressVariable) is { } address ? Address(address) : Hosted,
            Tokenizers = Set(environment, TokenizersVariable) is { } folder ? Path.GetFullPath(folder) : null,
            GivenWire = Set(environment, WireVariable) switch
            {
                null => null,
                "json" => TinkerWire.Json,
                "protobuf" => TinkerWire.Protobuf,
                var other => throw new ConfigurationException($"{WireVariable} is '{other}'; it must be json or protobuf"),
            },
        };
        options.Check();
        return options;
    }

    /// <summary>The same with what a training brings along; null for what it does not. Other trainings have nothing of it.</summary>
    public TinkerOptions With(string trainingId, string? apiKey, string? address)
    {
        var (key, url) = (apiKey ?? ApiKey, address is null ? BaseUrl : Address(address));
        var options = new TinkerOptions
        {
            ApiKey = key,
            BaseUrl = url,
            OnlyFor = key == ApiKey && url == BaseUrl ? OnlyFor : trainingId,
            Tokenizers = Tokenizers,
            GivenWire = GivenWire,
            CallTimeout = CallTimeout,
            PollTimeout = PollTimeout,
            Patience = Patience,
            FirstPause = FirstPause,
            LongestPause = LongestPause,
            PollPause = PollPause,
            Heartbeat = Heartbeat,
            MaxDatums = MaxDatums,
            MaxBytes = MaxBytes,
        };
        options.Check();
        return options;
    }

    /// <summary>What it lacks to prompt the model of a training, as a flag and a sentence; null for nothing.</summary>
    public (string Flag, string Rule)? Problem(LoopConfiguration settings)
    {
        if (PromptStyles.Find(settings.RendererName, settings.ModelName) is not { } style)
        {
            return ("renderer_name", PromptStyles.Problem(settings.RendererName, settings.ModelName)!);
        }

        return settings.RendererName == PromptStyles.Chat ? null
            : TokenizerFolder.Problem(Tokenizers, style, settings.TokenizerModelName ?? settings.ModelName) is { } problem
                ? ("model_name_for_tokenizer", problem)
                : null;
    }

    /// <summary>Whether an address is the one that the key is for.</summary>
    internal bool IsFor(string address) =>
        Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var asked) && asked == BaseUrl;

    /// <exception cref="ConfigurationException">Something cannot be; the message names it.</exception>
    internal void Check()
    {
        // A header's own error would show the key.
        Require(ApiKey is null || ApiKey.All(c => c is > ' ' and <= '~'), $"{KeyVariable} must be plain ASCII without spaces");
        Require(
            BaseUrl is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } && BaseUrl.AbsolutePath.EndsWith('/')
                && (BaseUrl.Scheme == "https" || (BaseUrl.Scheme == "http" && BaseUrl.IsLoopback)),
            $"{AddressVariable} must be an https address without a user's name, a query or a fragment; http only of this machine");
        Require(CallTimeout > TimeSpan.Zero && PollTimeout > TimeSpan.Zero && Heartbeat > TimeSpan.Zero, "times of Tinker calls must be positive");
        Require(PollPause > TimeSpan.Zero && FirstPause > TimeSpan.Zero && LongestPause >= FirstPause, "pauses of Tinker calls must grow");
        Require(MaxDatums > 0 && MaxBytes > 0, "requests to Tinker must take at least one datum");
    }

    private static string? Set(Func<string, string?> environment, string name) =>
        environment(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static Uri Address(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address)
            ? address
            : throw new ConfigurationException($"{AddressVariable} and base_url take an address such as {Hosted}");

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ConfigurationException(rule);
        }
    }
}
