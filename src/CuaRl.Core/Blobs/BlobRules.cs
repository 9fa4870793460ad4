using System.Buffers;

namespace CuaRl.Core.Blobs;

/// <summary>What a blob may be. Each rule answers null when it is kept, else the sentence to show.</summary>
public static class BlobRules
{
    /// <summary>The largest blob, in bytes: 32 MiB.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The longest media type, in characters.</summary>
    public const int MaxMediaTypeLength = 200;

    /// <summary>How long a blob that no state names is kept after it was sent or last named.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(24);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string? Size(long bytes) => bytes switch
    {
        0 => "must not be empty",
        > MaxBytes => $"must be at most {MaxBytes} bytes, not {bytes}",
        _ => null,
    };

    public static string? MediaType(string? value) => value switch
    {
        null or "" => "must not be empty",
        { Length: > MaxMediaTypeLength } => $"must be at most {MaxMediaTypeLength} characters, not {value.Length}",
        _ when !value.Contains('/', StringComparison.Ordinal) || value.AsSpan().ContainsAnyExceptInRange(' ', '~') =>
            "must be a media type such as image/png",
        _ => null,
    };

    /// <summary>Whether a text is the SHA-256 of a blob as the service writes it: 64 hexadecimal digits in lower case.</summary>
    public static bool IsHash(ReadOnlySpan<char> text) =>
        text.Length == 64 && !text.ContainsAnyExcept(Digits);
}
