namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>The checksums of a PNG's chunks (CRC-32) and of its pixels (Adler-32, RFC 1950).</summary>
internal static class Checksums
{
    private const uint Polynomial = 0xEDB88320;
    private const uint Prime = 65521;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>The rows' sums are taken once for rows that follow their equals.</summary>
    public static uint Adler32(ReadOnlySpan<byte> rows, int stride)
    {
        var (low, high) = (1UL, 0UL);
        var (sum, weighted) = (0UL, 0UL);
        for (var at = 0; at < rows.Length; at += stride)
        {
            var row = rows.Slice(at, stride);
            if (at == 0 || !row.SequenceEqual(rows.Slice(at - stride, stride)))
            {
                (sum, weighted) = (0, 0);
                foreach (var value in row)
                {
                    sum += value;
                    weighted += sum;
                }
            }

            high = (high + ((ulong)stride * low) + weighted) % Prime;
            low = (low + sum) % Prime;
        }

        return (uint)((high << 16) | low);
    }

    private static uint Entry(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return crc;
    }
}
