namespace CuaRl.Silo.Http.Rollouts;

/// <summary>The kinds of picture that a screenshot may be, and how their content begins.</summary>
internal static class Picture
{
    /// <summary>The largest picture within a body, in bytes; larger ones are stored as blobs of their own first.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Whether content begins as the media type says.</summary>
    public static bool IsOf(string mediaType, ReadOnlySpan<byte> content) => mediaType switch
    {
        "image/png" => content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "image/jpeg" => content.StartsWith<byte>([0xFF, 0xD8, 0xFF]),
        "image/gif" => content.StartsWith("GIF8"u8),
        "image/webp" => content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8),
        _ => false,
    };
}
