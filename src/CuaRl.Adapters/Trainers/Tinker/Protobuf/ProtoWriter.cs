using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CuaRl.Adapters.Trainers.Tinker.Protobuf;

/// <summary>Writes messages of protocol buffers: as much of the format as Tinker's have. What has its default value is left out.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Number(int field, long value)
    {
        if (value != 0)
        {
            Tag(field, Varint);
            Varying((ulong)value);
        }
    }

    public void Double(int field, double value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(sizeof(double)), value);
        _buffer.Advance(sizeof(double));
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        Varying((ulong)value.Length);
        _buffer.Write(value);
    }

    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, inner.Written.Span);
    }

    /// <summary>Whole numbers side by side, without a tag of their own.</summary>
    public void Packed(int field, params ReadOnlySpan<long> values)
    {
        var inner = new ProtoWriter();
        foreach (var value in values)
        {
            inner.Varying((ulong)value);
        }

        Bytes(field, inner.Written.Span);
    }

    private void Tag(int field, int kind) => Varying((ulong)((field << 3) | kind));

    private void Varying(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _buffer.Advance(length);
    }
}
