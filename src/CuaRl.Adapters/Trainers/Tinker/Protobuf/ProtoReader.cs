using System.Buffers.Binary;
using System.Text;

namespace CuaRl.Adapters.Trainers.Tinker.Protobuf;

/// <summary>Reads a message of protocol buffers field by field; fields that nobody knows are passed over.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private ReadOnlySpan<byte> _content;
    private ulong _number;

    /// <summary>The number of the field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>Its bytes, where it is a text, bytes or a message.</summary>
    public readonly ReadOnlySpan<byte> Content => _content;

    /// <summary>Its text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(_content);

    /// <summary>Its value, where it is a whole number.</summary>
    public readonly long Number => (long)_number;

    /// <summary>Its value, where it is a number in float64.</summary>
    public readonly double Double => BitConverter.UInt64BitsToDouble(_number);

    /// <summary>Reads the next field; false at the end.</summary>
    /// <exception cref="FormatException">It is no such message.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varying();
        Field = (int)(tag >> 3);
        _content = default;
        _number = 0;
        switch (tag & 7)
        {
            case 0:
                _number = Varying();
                break;
            case 1:
                _number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case 2:
                var length = Varying();
                _content = length <= (ulong)_rest.Length ? Take((int)length) : throw Broken();
                break;
            case 5:
                _number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw Broken();
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Broken();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ulong Varying()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Broken();
    }

    private static FormatException Broken() => new("protocol buffers: cannot be read: a field is not what its tag says");
}
