using CuaRl.Core.Runs;
using CuaRl.Core.Simulations;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Rollouts;

/// <summary>
/// What a rollout and its turns may hold. Each rule answers null when it is kept, else the sentence to show. The bounds keep
/// the numbers of attempts, judgements, turns and actions apart, which are made from the rollout's.
/// </summary>
public static class RolloutRules
{
    /// <summary>The most attempts of a rollout.</summary>
    public const int MaxAttempts = 99;

    /// <summary>The most judgements of a rollout.</summary>
    public const int MaxJudgements = 99;

    /// <summary>The most actions of a turn.</summary>
    public const int MaxActions = 99;

    /// <summary>The most errors that are noted of a rollout.</summary>
    public const int MaxErrors = 100;

    /// <summary>Whether another attempt may be begun after so many.</summary>
    public static string? AnotherAttempt(int attempts) =>
        attempts >= MaxAttempts ? $"must not be more than {MaxAttempts}: start another rollout" : null;

    /// <summary>Whether another judgement may be made after so many.</summary>
    public static string? AnotherJudgement(int judgements) =>
        judgements >= MaxJudgements ? $"must not be more than {MaxJudgements}" : null;

    /// <summary>The number of an attempt.</summary>
    public static string? Attempt(int value) => RecordRules.Range(value, 1, MaxAttempts);

    /// <summary>The number of a turn; the reset has none.</summary>
    public static string? Turn(int value) => RecordRules.Range(value, 1, RecordRules.MaxTurns);

    /// <summary>A text of a turn, which has no bound but that of its state.</summary>
    public static string? TurnText(string? value) => SimulationRules.Storable(value);

    /// <summary>How many actions a turn has.</summary>
    public static string? ActionCount(int count) => count > MaxActions ? $"must be at most {MaxActions}, not {count}" : null;

    /// <summary>Where the tokens of an action lie among those of its turn.</summary>
    public static string? ActionTokens(int? first, int? count, int tokens) =>
        (first is null) != (count is null) ? "must come with the other of first_token and num_tokens"
        : first < 0 || count < 0 || (long?)first + count > tokens ? $"must lie within the {tokens} tokens of the turn"
        : null;

    /// <summary>The hash of a picture or a list, or null for none.</summary>
    public static string? Blob(string? sha256) => sha256 is null ? null : StateRules.Blob(sha256);

    /// <summary>How many errors are noted.</summary>
    public static string? ErrorCount(int count) => count > MaxErrors ? $"must be at most {MaxErrors}, not {count}" : null;
}
