using CuaRl.Core.Grpo.Batches;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>Finds the bytes of pictures that observations name.</summary>
internal static class PictureContents
{
    /// <exception cref="UnreadableRecordException">A picture is not stored any more.</exception>
    public static async Task<Dictionary<string, ReadOnlyMemory<byte>>> FindAsync(
        IBlobStore blobs, IEnumerable<ReadOnlyMemory<int>> observations, PictureTable pictures, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var hash in observations.SelectMany(Codes).Distinct().Select(code => pictures[code].Sha256).Distinct())
        {
            contents[hash] = (await blobs.FindAsync(hash, cancellationToken))?.Content
                ?? throw new UnreadableRecordException($"blob '{hash}'", "the model was shown this picture, and it is not stored.");
        }

        return contents;
    }

    private static int[] Codes(ReadOnlyMemory<int> elements) => [.. elements.ToArray().Where(element => element < 0)];
}
