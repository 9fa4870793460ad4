using System.Globalization;
using CuaRl.Core.Devices.Pools;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>How GBox is reached. Defaults suit its cloud.</summary>
public sealed class GBoxOptions
{
    private const double SecondsOfAMinute = 60;

    /// <summary>The variable that holds the key.</summary>
    public const string KeyVariable = "GBOX_API_KEY";

    /// <summary>The variable that holds the address, as GBox's own clients read it.</summary>
    public const string AddressVariable = "GBOX_CLIENT_BASE_URL";

    /// <summary>The variable that holds how many calls a second are sent; fractions are possible.</summary>
    public const string CallsVariable = "GBOX_CALLS_PER_SECOND";

    /// <summary>The variable that holds how many boxes a minute are asked for; fractions are possible.</summary>
    public const string CreationsVariable = "GBOX_CREATIONS_PER_MINUTE";

    /// <summary>The types of its boxes.</summary>
    public static IReadOnlyList<string> BoxTypes { get; } = [GBoxDriver.Android, GBoxDriver.Linux];

    /// <summary>The key of an account. It is sent to <see cref="BaseUrl"/> and shown nowhere.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The only training that may be driven with its boxes, where it brought its own key along; null for any.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Where the API is; its path ends with a slash.</summary>
    /// <value>The default is GBox's cloud, <c>https://gbox.ai/api/v1/</c>.</value>
    public Uri BaseUrl { get; init; } = new("https://gbox.ai/api/v1/");

    /// <summary>How long a call may take; making a box and running a command have it beside their own time.</summary>
    /// <value>The default is 60 s.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call that may be repeated is repeated; 0 for never.</summary>
    /// <value>The default is 3.</value>
    public int Retries { get; init; } = 3;

    /// <summary>The first pause before a repetition; each further one is twice as long, all a little shorter by chance.</summary>
    /// <value>The default is 500 ms.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause of our own.</summary>
    /// <value>The default is 10 s.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest that an action, a picture or a question waits, in all, because GBox asked for it or because of <see cref="Calls"/>.
    /// One that would have to wait longer is not sent: it fails and says when to come again.
    /// </summary>
    /// <value>The default is 4 s, which the time that devices give an action, or two of them for a probe, leaves room for.</value>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The same of what makes, replaces, keeps or lists boxes, and of <see cref="Creations"/>: that has minutes. While a box waits to be
    /// replaced it goes on as it was.
    /// </summary>
    /// <value>The default is 1 min.</value>
    public TimeSpan LongestBoxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often this process calls GBox, for boxes of all types together. GBox publishes no limits of its own.</summary>
    /// <value>The default is 200 a second, 200 of them at once.</value>
    public RateLimit Calls { get; init; } = Limit(200);

    /// <summary>How often this process asks GBox for a box, also one that replaces another at a reset.</summary>
    /// <value>The default is 1,200 a minute, 20 of them at once.</value>
    public RateLimit Creations { get; init; } = Limit(1_200 / SecondsOfAMinute);

    /// <summary>How often a box that is not ready is looked at.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a box may take that replaces another at a reset; at most what one that replaces none may take counts.</summary>
    /// <value>The default is 2 min.</value>
    public TimeSpan ReplaceTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many boxes are listed at a time, 1 to 100.</summary>
    /// <value>The default is 100.</value>
    public int PageSize { get; init; } = 100;

    /// <summary>What Android boxes are, <c>virtual</c> or <c>physical</c>, where a request does not say.</summary>
    /// <value>The default is <c>virtual</c>.</value>
    public string AndroidDeviceType { get; init; } = "virtual";

    /// <summary>What Linux boxes are, <c>container</c> or <c>vm</c>, where a request does not say; only the latter have snapshots.</summary>
    /// <value>The default is <c>container</c>.</value>
    public string LinuxDeviceType { get; init; } = "container";

    /// <summary>True to have pictures stored by GBox and fetched from there, false to have them in the answer.</summary>
    /// <value>The default is false.</value>
    public bool StoresScreenshots { get; init; }

    /// <summary>Reads the variables; null when there is no key and GBox is not in use.</summary>
    /// <exception cref="ConfigurationException">A variable is wrong; the message names it and not the key.</exception>
    public static GBoxOptions? From(Func<string, string?> environment) =>
        environment(KeyVariable)?.Trim() is { Length: > 0 } key ? From(environment, key, onlyFor: null) : null;

    /// <summary>Reads the variables, with the key that a training brought along in place of theirs.</summary>
    /// <exception cref="ConfigurationException">A variable or the key is wrong; the message names it and not the key.</exception>
    public static GBoxOptions From(Func<string, string?> environment, string key, string? onlyFor)
    {
        var options = new GBoxOptions { ApiKey = key };
        options = new GBoxOptions
        {
            ApiKey = key,
            OnlyFor = onlyFor,
            BaseUrl = environment(AddressVariable)?.Trim() is { Length: > 0 } address ? Address(address) : options.BaseUrl,
            Calls = Limit(environment, CallsVariable, 1, options.Calls),
            Creations = Limit(environment, CreationsVariable, SecondsOfAMinute, options.Creations),
        };
        options.Check();
        return options;
    }

    /// <exception cref="ConfigurationException">Something cannot be; the message names it.</exception>
    internal void Check()
    {
        // A header's own error would show the key.
        Require(ApiKey.Length > 0 && ApiKey.All(c => c is > ' ' and <= '~'), $"{KeyVariable} must be plain ASCII without spaces");
        Require(
            BaseUrl is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } && BaseUrl.AbsolutePath.EndsWith('/')
                && (BaseUrl.Scheme == "https" || (BaseUrl.Scheme == "http" && IsThisMachine(BaseUrl))),
            $"{AddressVariable} must be an https address without a user's name, a query or a fragment; http only of this machine");
        Require(CallTimeout > TimeSpan.Zero, "the time of a GBox call must be positive");
        Require(Retries is >= 0 and <= 10, "GBox calls can be repeated 0 to 10 times");
        Require(PollInterval > TimeSpan.Zero && FirstPause >= TimeSpan.Zero && LongestPause >= FirstPause, "pauses of GBox calls must grow");
        Require(
            LongestRetryAfter >= TimeSpan.Zero && LongestBoxRetryAfter >= TimeSpan.Zero, "the longest waits for GBox must be 0 or more");
        Require(Calls.IsValid && Creations.IsValid, "GBox must be called, and asked for boxes, at least once a day and at most 1,000,000 times a second");
        Require(PageSize is >= 1 and <= 100, "GBox lists 1 to 100 boxes at a time");
        Require(AndroidDeviceType is "virtual" or "physical", "Android boxes of GBox are virtual or physical");
        Require(LinuxDeviceType is "container" or "vm", "Linux boxes of GBox are container or vm");
    }

    /// <summary>So many a second, and as many at once.</summary>
    private static RateLimit Limit(double perSecond) => new(perSecond, (int)Math.Clamp(Math.Ceiling(perSecond), 1, int.MaxValue));

    private static RateLimit Limit(Func<string, string?> environment, string name, double seconds, RateLimit usual) =>
        environment(name)?.Trim() is not { Length: > 0 } text ? usual
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Limit(number / seconds) is { IsValid: true } limit
            ? limit
            : throw new ConfigurationException($"{name} is '{text}'; it must be a number above 0");

    private static Uri Address(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address)
            ? address
            : throw new ConfigurationException($"{AddressVariable} is no address such as https://gbox.ai/api/v1/");

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ConfigurationException(rule);
        }
    }
}
