namespace CuaRl.Adapters.Devices.GBox;

/// <summary>How GBox is reached. Defaults suit its cloud.</summary>
public sealed class GBoxOptions
{
    /// <summary>The variable that holds the key.</summary>
    public const string KeyVariable = "GBOX_API_KEY";

    /// <summary>The variable that holds the address, as GBox's own clients read it.</summary>
    public const string AddressVariable = "GBOX_CLIENT_BASE_URL";

    /// <summary>The key of an account. It is sent to <see cref="BaseUrl"/> and shown nowhere.</summary>
    public required string ApiKey { get; init; }

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

    /// <summary>The longest pause that GBox may ask for; if it asks for more, the call fails and says when to come again.</summary>
    /// <value>The default is 60 s.</value>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a box that is not ready is looked at.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a box may take that replaces another at a reset; at most 5 min count.</summary>
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
    public static GBoxOptions? From(Func<string, string?> environment)
    {
        if (environment(KeyVariable)?.Trim() is not { Length: > 0 } key)
        {
            return null;
        }

        var options = environment(AddressVariable)?.Trim() is { Length: > 0 } address
            ? new GBoxOptions { ApiKey = key, BaseUrl = Address(address) }
            : new GBoxOptions { ApiKey = key };
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
        Require(PageSize is >= 1 and <= 100, "GBox lists 1 to 100 boxes at a time");
        Require(AndroidDeviceType is "virtual" or "physical", "Android boxes of GBox are virtual or physical");
        Require(LinuxDeviceType is "container" or "vm", "Linux boxes of GBox are container or vm");
    }

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
