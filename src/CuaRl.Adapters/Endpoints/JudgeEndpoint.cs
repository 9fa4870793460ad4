using System.Collections.Immutable;

namespace CuaRl.Adapters.Endpoints;

/// <summary>An HTTP endpoint that gives rewards or judges tasks.</summary>
public sealed class JudgeEndpoint
{
    /// <summary>How long an endpoint may take where nothing else is said.</summary>
    public static TimeSpan DefaultTimeLimit { get; } = TimeSpan.FromSeconds(10);

    /// <summary>No headers; case does not count in their names.</summary>
    public static ImmutableSortedDictionary<string, string> NoHeaders { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where questions are sent, by POST; http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary>How long one question may take.</summary>
    /// <value>The default is 10 s.</value>
    public TimeSpan TimeLimit { get; init; } = DefaultTimeLimit;

    /// <summary>The version of a reward function; grows whenever it would answer differently.</summary>
    /// <value>The default is 1.</value>
    public int Version { get; init; } = 1;

    /// <summary>Headers that are sent along. They may hold secrets and are shown nowhere.</summary>
    /// <value>The default is none.</value>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>What a validator wants run on the device; what the commands leave is sent along.</summary>
    /// <value>The default is nothing.</value>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>The host as errors name it: paths and queries may hold secrets.</summary>
    internal string Host => Url.GetLeftPart(UriPartial.Authority);
}
