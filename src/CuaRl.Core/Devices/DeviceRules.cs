using System.Globalization;
using CuaRl.Core.Text;

namespace CuaRl.Core.Devices;

/// <summary>What callers may say of devices. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class DeviceRules
{
    /// <summary>The longest command, name of an app or finish message, in characters.</summary>
    public const int MaxCommandLength = 10_000;

    /// <summary>The longest id of a lease, in characters.</summary>
    public const int MaxLeaseIdLength = 128;

    /// <summary>The longest time that a command may take.</summary>
    public static readonly TimeSpan MaxCommandTime = TimeSpan.FromMinutes(5);

    /// <summary>The longest lease.</summary>
    public static readonly TimeSpan MaxLease = TimeSpan.FromHours(24);

    /// <summary>The longest that a box may stand unused.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>The longest that an acquirer waits in one call.</summary>
    public static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(20);

    /// <summary>The id of a lease, 1 to 128 printable characters.</summary>
    public static string? LeaseId(string? value) => value switch
    {
        null or "" => "must not be empty",
        { Length: > MaxLeaseIdLength } => Sentence($"must be at most {MaxLeaseIdLength} characters, not {value.Length}"),
        _ when value.Any(char.IsControl) || !PlainText.IsStorable(value) => "must not hold control characters",
        _ => null,
    };

    /// <summary>A command of a shell: a line or several, without other control characters.</summary>
    public static string? Command(string? value) => value switch
    {
        null => "must not be empty",
        { Length: > MaxCommandLength } => Sentence($"must be at most {MaxCommandLength} characters, not {value.Length}"),
        _ when string.IsNullOrWhiteSpace(value) => "must not be empty",
        _ when !PlainText.IsStorable(value) => "must not hold U+0000 or half of a surrogate pair",
        _ when value.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')) =>
            "must not hold control characters but line breaks and tabs",
        _ => null,
    };

    /// <summary>A package, or the address of one: a single word.</summary>
    public static string? App(string? value) =>
        Command(value) ?? (value!.Any(char.IsWhiteSpace) || value![0] == '-' ? "must be one word that does not begin with a dash" : null);

    /// <summary>A time span from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static string? Span(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null
        : Sentence($"must be {least.TotalSeconds} to {most.TotalSeconds} s, not {value.TotalSeconds} s");

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
