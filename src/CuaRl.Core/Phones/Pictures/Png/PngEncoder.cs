using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>Writes a frame as PNG: a byte a pixel, its palette, no filters. One for each thread.</summary>
internal sealed class PngEncoder
{
    private const byte BitsOfPixel = 8;
    private const byte WithPalette = 3;

    private readonly RowDeflate _deflate = new();
    private readonly BitWriter _writer = new();

    public byte[] Encode(Frame frame)
    {
        _writer.Clear();
        Add([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var start = Open("IHDR"u8, length: 13);
        _writer.Number((uint)PhoneScreen.Size.Width);
        _writer.Number((uint)PhoneScreen.Size.Height);
        Add([BitsOfPixel, WithPalette, 0, 0, 0]);
        Close(start);
        var palette = frame.Palette.Bytes(frame.IsDimmed);
        start = Open("PLTE"u8, palette.Length);
        Add(palette);
        Close(start);
        start = Open("IDAT"u8, length: 0);
        Add([0x78, 0x01]);
        _deflate.Write(frame.Rows, Frame.Stride, _writer);
        _writer.Number(Checksums.Adler32(frame.Rows, Frame.Stride));
        _writer.Patch(start - sizeof(uint), (uint)(_writer.Bytes.Length - start - sizeof(uint)));
        Close(start);
        Close(Open("IEND"u8, length: 0));
        return _writer.Bytes.ToArray();
    }

    /// <summary>Begins a chunk, and says where: its checksum begins at its name.</summary>
    private int Open(ReadOnlySpan<byte> name, int length)
    {
        _writer.Number((uint)length);
        var start = _writer.Bytes.Length;
        Add(name);
        return start;
    }

    private void Close(int start) => _writer.Number(Checksums.Crc32(_writer.Bytes[start..]));

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            _writer.Byte(value);
        }
    }
}
