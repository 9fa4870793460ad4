using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Tests.Phones.Pictures;

/// <summary>A PNG taken apart again, by the specification and not by the code that wrote it; every fault is an assertion.</summary>
internal sealed class DecodedPng
{
    private readonly byte[] _palette;
    private readonly byte[] _rows;

    private DecodedPng(int width, int height, byte[] palette, byte[] rows) =>
        (Width, Height, _palette, _rows) = (width, height, palette, rows);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue.</summary>
    public (byte Red, byte Green, byte Blue) this[int x, int y]
    {
        get
        {
            var at = 3 * _rows[(y * (Width + 1)) + 1 + x];
            return (_palette[at], _palette[at + 1], _palette[at + 2]);
        }
    }

    public static DecodedPng Of(ReadOnlySpan<byte> png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8].ToArray());
        var chunks = Chunks(png[8..]);
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Name));
        var header = chunks[0].Data;
        Assert.Equal([8, 3, 0, 0, 0], header[8..]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var rows = Inflate(chunks[2].Data);
        Assert.Equal((width + 1) * height, rows.Length);
        Assert.All(Enumerable.Range(0, height), y => Assert.Equal(0, rows[y * (width + 1)]));
        Assert.True(rows.Max() < chunks[1].Data.Length / 3, "a pixel has a colour that the palette has not");
        return new DecodedPng(width, height, chunks[1].Data, rows);
    }

    /// <summary>The pixels that differ, as the smallest rectangle around them; null for none.</summary>
    public ScreenBounds? DifferenceFrom(DecodedPng other)
    {
        var (left, top, right, bottom) = (Width, Height, 0, 0);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (this[x, y] != other[x, y])
                {
                    (left, top) = (Math.Min(left, x), Math.Min(top, y));
                    (right, bottom) = (Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        return right > 0 ? new ScreenBounds(left, top, right - left, bottom - top) : null;
    }

    public static byte[] Inflate(byte[] zlib)
    {
        using var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        stream.CopyTo(rows);
        Assert.Equal(Adler32(rows.ToArray()), BinaryPrimitives.ReadUInt32BigEndian(zlib.AsSpan(zlib.Length - 4)));
        return rows.ToArray();
    }

    private static List<(string Name, byte[] Data)> Chunks(ReadOnlySpan<byte> rest)
    {
        var chunks = new List<(string Name, byte[] Data)>();
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            Assert.Equal(Crc32(rest.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]));
            chunks.Add((Encoding.ASCII.GetString(rest.Slice(4, 4)), rest.Slice(8, length).ToArray()));
            rest = rest[(12 + length)..];
        }

        return chunks;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static uint Adler32(byte[] bytes)
    {
        var (low, high) = (1u, 0u);
        foreach (var value in bytes)
        {
            low = (low + value) % 65521;
            high = (high + low) % 65521;
        }

        return (high << 16) | low;
    }
}
