using CuaRl.Core.Blobs;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A picture of the screen as a client sends it: the hash of a stored one, or the picture itself.</summary>
internal sealed record ScreenshotInput
{
    public const string Description =
        "The SHA-256 of a blob that is stored, or the picture itself as {\"media_type\": \"image/png\", \"data\": base64}: PNG, "
        + "JPEG, GIF or WebP of at most 16 MiB; larger ones go to /api/v1/blobs first.";

    private string? Hash { get; init; }

    private string MediaType { get; init; } = "";

    private byte[] Content { get; init; } = [];

    /// <summary>Takes what the field holds; null when there is nothing.</summary>
    public static ScreenshotInput? Read(JsonPart body, string field)
    {
        if (!body.IsPart(field))
        {
            var hash = body.OptionalText(field, text => BlobRules.IsHash(text) ? null : "must be SHA-256 in lower-case hexadecimal");
            return hash is null ? null : new() { Hash = hash };
        }

        var picture = body.OptionalPart(field)!;
        var mediaType = picture.Text("media_type", PictureRules.MediaType);
        var content = picture.Base64("data", Picture.MaxBytes);
        if (mediaType.Length > 0 && content is not null && !Picture.IsOf(mediaType, content))
        {
            picture.Reject("data", $"Input should be {mediaType}, which begins otherwise");
        }

        return new() { MediaType = mediaType, Content = content ?? [] };
    }

    /// <summary>The hash that the picture is stored by; it is stored now if it was sent along.</summary>
    public async Task<string> StoreAsync(IBlobStore blobs, CancellationToken cancellationToken) =>
        Hash ?? (await blobs.PutAsync(Content, MediaType, cancellationToken)).Blob.Sha256;
}
