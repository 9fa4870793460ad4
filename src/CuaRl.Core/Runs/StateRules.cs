namespace CuaRl.Core.Runs;

/// <summary>What a state may hold. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class StateRules
{
    /// <summary>The most states of one append.</summary>
    public const int MaxStates = 4_096;

    /// <summary>The most JSON of one state, in bytes: observation, action, info and extra metadata together.</summary>
    public const int MaxJsonBytes = 16 * 1024 * 1024;

    /// <summary>The most content of one append, in bytes: JSON, tokens, log probabilities and hashes of blobs.</summary>
    public const long MaxAppendBytes = 64 * 1024 * 1024;

    /// <summary>The most tokens of one state.</summary>
    public const int MaxTokens = 1024 * 1024;

    /// <summary>The most blobs that one state names.</summary>
    public const int MaxBlobs = 1_000;

    private const int HashLength = 64;

    public static string? Count(int states) =>
        states is < 1 or > MaxStates ? $"must be 1 to {MaxStates} states, not {states}" : null;

    public static string? JsonBytes(long bytes) =>
        bytes > MaxJsonBytes ? $"must be at most {MaxJsonBytes} bytes of JSON in all, not {bytes}" : null;

    public static string? AppendBytes(long bytes) =>
        bytes > MaxAppendBytes ? $"must be at most {MaxAppendBytes} bytes of JSON and arrays in one append, not {bytes}" : null;

    public static string? Reward(double? value) => value is { } given && !double.IsFinite(given) ? "must be a finite number" : null;

    public static string? StepNumber(long? value) => value < 0 ? "must be 0 or more" : null;

    public static string? Tokens(ReadOnlySpan<int> ids) => ids.Length > MaxTokens ? $"must be at most {MaxTokens}, not {ids.Length}" : null;

    public static string? LogProbabilities(ReadOnlySpan<float> values, int tokens)
    {
        if (values.Length != 0 && values.Length != tokens)
        {
            return $"must be as many as tokens ({tokens}) or none, not {values.Length}";
        }

        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return "must be finite numbers";
            }
        }

        return null;
    }

    public static string? BlobCount(int blobs) => blobs > MaxBlobs ? $"must be at most {MaxBlobs}, not {blobs}" : null;

    public static string? Blob(string? sha256) =>
        sha256 is { Length: HashLength } && sha256.All(char.IsAsciiHexDigitLower)
            ? null
            : $"must be the SHA-256 of a blob, {HashLength} lower-case hexadecimal digits";
}
