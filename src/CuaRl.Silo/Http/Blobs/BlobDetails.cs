using System.ComponentModel;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Blobs;

/// <summary>A stored blob.</summary>
internal sealed record BlobDetails
{
    [Description("The hash of its content, in lower-case hexadecimal: what states name it by.")]
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    [Description("In bytes.")]
    public required long Size { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static BlobDetails From(BlobInfo blob) => new()
    {
        Sha256 = blob.Sha256,
        MediaType = blob.MediaType,
        Size = blob.Size,
        CreatedAt = UtcTimestamp.Format(blob.CreatedAt),
    };
}
