using System.Globalization;
using CuaRl.Core.Runs;
using CuaRl.Core.Simulations;

namespace CuaRl.Core.Trainings;

/// <summary>What the records of a training may hold. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class RecordRules
{
    /// <summary>The most groups of a batch, rollouts of a group, and rollouts at once.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The most turns of a rollout, so that the numbers of turns stay apart.</summary>
    public const int MaxTurns = 9_999;

    /// <summary>The largest page of a list.</summary>
    public const int MaxPage = 1_000;

    /// <summary>The longest path, of a policy, a checkpoint or a log, in characters.</summary>
    public const int MaxPathLength = 2_000;

    /// <summary>A name, 1 to 200 characters.</summary>
    public static string? Name(string? value) => SimulationRules.Name(value);

    /// <summary>A name, or null for none.</summary>
    public static string? OptionalName(string? value) => value is null ? null : Name(value);

    /// <summary>A text of at most 10,000 characters, or null for none.</summary>
    public static string? Text(string? value) => SimulationRules.Description(value);

    /// <summary>Why something failed, 1 to 10,000 characters.</summary>
    public static string? Error(string? value) => RunRules.FailureReason(value);

    /// <summary>A path, 1 to 2,000 characters.</summary>
    public static string? Path(string? value) => value switch
    {
        null or "" => "must not be empty",
        { Length: > MaxPathLength } => $"must be at most {MaxPathLength} characters, not {value.Length}",
        _ => SimulationRules.Storable(value),
    };

    /// <summary>A path, or null for none.</summary>
    public static string? OptionalPath(string? value) => value is null ? null : Path(value);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static string? Range(int value, int least, int most = int.MaxValue) =>
        value >= least && value <= most ? null
        : most == int.MaxValue ? Sentence($"must be {least} or more, not {value}")
        : Sentence($"must be {least} to {most}, not {value}");

    /// <summary>The same, or null for none.</summary>
    public static string? OptionalRange(int? value, int least, int most = int.MaxValue) =>
        value is { } given ? Range(given, least, most) : null;

    /// <summary>A number above 0.</summary>
    public static string? Positive(double value) => double.IsFinite(value) && value > 0 ? null : "must be a number above 0";

    /// <summary>A number of 0 or more.</summary>
    public static string? NotNegative(double value) =>
        double.IsFinite(value) && value >= 0 ? null : "must be a number of 0 or more";

    /// <summary>The same, or null for none.</summary>
    public static string? OptionalNotNegative(double? value) => value is { } given ? NotNegative(given) : null;

    /// <summary>A finite number, or null for none.</summary>
    public static string? Finite(double? value) => StateRules.Reward(value);

    /// <summary>A JSON object of at most 64 KiB.</summary>
    public static string? JsonObject(ReadOnlySpan<byte> utf8) => SimulationRules.JsonObject(utf8);

    /// <summary>A JSON value of at most 64 KiB.</summary>
    public static string? JsonValue(ReadOnlySpan<byte> utf8) => SimulationRules.JsonValue(utf8);

    /// <summary>The size of a page, 1 to 1,000.</summary>
    public static string? Limit(int value) => Range(value, 1, MaxPage);

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
