using System.Buffers.Binary;
using CuaRl.Core.Devices;

namespace CuaRl.Adapters.Devices.Pictures;

/// <summary>The beginning of a PNG file: signature, then the chunk IHDR with width and height.</summary>
/// <remarks>See PNG (Third Edition), W3C 2025, sections 5.2 and 11.2.1.</remarks>
internal static class PngHeader
{
    public const string MediaType = "image/png";

    private const int HeaderOffset = 12;
    private const int SizeOffset = 16;
    private const int Length = SizeOffset + (2 * sizeof(int));

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>How large the picture is; null when it is no PNG.</summary>
    public static ScreenSize? FindSize(ReadOnlySpan<byte> image)
    {
        if (image.Length < Length || !image.StartsWith(Signature) || !image[HeaderOffset..].StartsWith("IHDR"u8))
        {
            return null;
        }

        var width = BinaryPrimitives.ReadInt32BigEndian(image[SizeOffset..]);
        var height = BinaryPrimitives.ReadInt32BigEndian(image[(SizeOffset + sizeof(int))..]);
        return width > 0 && height > 0 ? new ScreenSize(width, height) : null;
    }
}
