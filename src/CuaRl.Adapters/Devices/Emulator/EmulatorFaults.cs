namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>What goes wrong at the emulator. Rates are chances from 0 to 1; by default nothing does.</summary>
/// <remarks>A request meets one fault at most, the first in the order below that chance gives it.</remarks>
public sealed record EmulatorFaults
{
    /// <summary>Nothing goes wrong.</summary>
    public static EmulatorFaults None { get; } = new();

    /// <summary>How long every request waits first, in milliseconds.</summary>
    public int LatencyMs { get; init; }

    /// <summary>How long a new box is pending, in milliseconds.</summary>
    public int CreateMs { get; init; }

    /// <summary>The rate at which the box of a request has vanished.</summary>
    public double Vanish { get; init; }

    /// <summary>The rate of 429, with nothing done.</summary>
    public double TooMany { get; init; }

    /// <summary>When a 429 says to come again, in milliseconds; 0 for no word of it.</summary>
    public int RetryAfterMs { get; init; }

    /// <summary>The rate of 429 to asking for a box, with none made.</summary>
    public double TooManyBoxes { get; init; }

    /// <summary>When such a one says to come again, in milliseconds; 0 for no word of it.</summary>
    public int BoxRetryAfterMs { get; init; }

    /// <summary>The rate of 500 with nothing done.</summary>
    public double Error { get; init; }

    /// <summary>The rate of 500 after the request was carried out.</summary>
    public double ErrorAfter { get; init; }

    /// <summary>The rate at which a box is made and the connection cut instead of an answer.</summary>
    public double LostCreate { get; init; }

    /// <summary>The same of every other request.</summary>
    public double LostReply { get; init; }

    /// <summary>The rate of answers that are no JSON, after the request was carried out.</summary>
    public double WrongJson { get; init; }

    /// <summary>After how many faults no more happen; null for never.</summary>
    public int? Limit { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Problem() =>
        new[] { Vanish, TooMany, TooManyBoxes, Error, ErrorAfter, LostCreate, LostReply, WrongJson }.Any(rate => rate is not (>= 0 and <= 1))
            ? "rates of faults must be from 0 to 1"
            : new[] { LatencyMs, CreateMs, RetryAfterMs, BoxRetryAfterMs, Limit ?? 0 }.Any(number => number is < 0 or > 600_000)
                ? "times of faults and their limit must be from 0 to 600000"
                : null;
}
