using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>A blob whose caller waits for what is stored, and whether it stored it.</summary>
internal sealed class PendingBlob(byte[] hash, string mediaType, ReadOnlyMemory<byte> content)
    : TaskCompletionSource<(BlobInfo Blob, bool IsNew)>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public byte[] Hash { get; } = hash;

    public string MediaType { get; } = mediaType;

    public ReadOnlyMemory<byte> Content { get; } = content;
}
