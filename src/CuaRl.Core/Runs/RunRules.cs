using CuaRl.Core.Simulations;

namespace CuaRl.Core.Runs;

/// <summary>What a run and the commands on it may hold. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class RunRules
{
    /// <summary>The longest operation id, in characters.</summary>
    public const int MaxOperationIdLength = 200;

    /// <summary>The largest page of states, ids or names.</summary>
    public const int MaxPage = 1_000;

    public static string? Name(string? value) => SimulationRules.Name(value);

    /// <summary>A tag is part of a path: a slash, encoded or not, could not be told from another there.</summary>
    public static string? Tag(string? value) =>
        Name(value) ?? (value.AsSpan().ContainsAny('/', '%') ? "must not hold '/' or '%'" : null);

    public static string? Description(string? value) => SimulationRules.Description(value);

    public static string? FailureReason(string? value) =>
        string.IsNullOrEmpty(value) ? "must not be empty" : SimulationRules.Description(value);

    public static string? Overrides(ReadOnlySpan<byte> utf8) => SimulationRules.JsonObject(utf8);

    public static string? TotalReward(ReadOnlySpan<byte> utf8) => SimulationRules.JsonValue(utf8);

    /// <summary>Null is no operation id, which is allowed.</summary>
    public static string? OperationId(string? value) => value switch
    {
        null => null,
        { Length: 0 or > MaxOperationIdLength } => $"must be 1 to {MaxOperationIdLength} characters, not {value.Length}",
        _ when value.AsSpan().ContainsAnyExceptInRange(' ', '~') => "must hold printable ASCII characters only",
        _ => null,
    };

    public static string? Step(long value) => value < 0 ? "must be 0 or more" : null;

    public static string? ExpectedHead(long value) => value < -1 ? "must be -1 or more" : null;

    public static string? Limit(int value) => value is < 1 or > MaxPage ? $"must be 1 to {MaxPage}" : null;
}
