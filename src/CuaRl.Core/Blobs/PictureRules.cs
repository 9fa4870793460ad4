namespace CuaRl.Core.Blobs;

/// <summary>What counts as a picture of a screen.</summary>
public static class PictureRules
{
    /// <summary>The media types there are, for a sentence.</summary>
    public const string Known = "image/png, image/jpeg, image/gif or image/webp";

    /// <summary>What is wrong with a media type, as a sentence; null when it is a picture's.</summary>
    public static string? MediaType(string? value) =>
        value is "image/png" or "image/jpeg" or "image/gif" or "image/webp" ? null : $"must be {Known}";
}
